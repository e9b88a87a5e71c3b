# Databases: PostgreSQL, Redis and MySQL, with their units.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
let
  inherit (lib) mkIf mkOptionDefault types;
  inherit (import ../../lib/defined.nix lib arguments "services") isDefined isOn;
  pg = config.services.postgresql;
  redis = config.services.redis;
  mysql = config.services.mysql;

  extensions = pg.extensions (pg.package.pkgs or pkgs.postgresqlPackages);
  postgres =
    if extensions == [ ] then
      pg.package
    else
      pkgs.symlinkJoin {
        name = "postgresql-and-plugins-${pg.package.version}";
        paths = [ pg.package ] ++ extensions;
      };
  quote = value: "'${lib.replaceStrings [ "'" ] [ "''" ] (toString value)}'";
  show =
    value:
    if value == true then
      "yes"
    else if value == false then
      "no"
    else if lib.isString value then
      quote value
    else
      toString value;
  clauses = user: lib.filterAttrs (_clause: value: value != null) user.ensureClauses;
  role = user: lib.concatStringsSep " " (lib.mapAttrsToList (clause: value: lib.toUpper "${lib.optionalString (!value) "no"}${clause}") (clauses user));

  redisServers = lib.optionalAttrs (isDefined [ "redis" "servers" ]) (
    lib.filterAttrs (_name: server: server.enable) redis.servers
  );
  redisName = name: "redis" + lib.optionalString (name != "") "-${name}";
  redisFile =
    name: server:
    pkgs.writeText "redis.conf" (
      lib.generators.toKeyValue
        {
          listsAsDuplicateKeys = true;
          mkKeyValue = lib.generators.mkKeyValueDefault { mkValueString = value: if lib.isBool value then (if value then "yes" else "no") else toString value; } " ";
        }
        (
          {
            inherit (server) port databases maxclients;
            daemonize = false;
            supervised = "systemd";
            loglevel = server.logLevel;
            appendonly = server.appendOnly;
            dir = "/var/lib/${redisName name}";
          }
          // lib.optionalAttrs (server.bind != null) { inherit (server) bind; }
          // lib.optionalAttrs (server.unixSocket != null) {
            unixsocket = server.unixSocket;
            unixsocketperm = toString server.unixSocketPerm;
          }
          // server.settings
        )
    );
in
{
  imports = [
    (lib.mkRenamedOptionModule [ "services" "postgresql" "extraPlugins" ] [ "services" "postgresql" "extensions" ])
  ];

  options.services.redis.servers = lib.mkOption {
    type = types.attrsOf (
      types.submodule (
        { name, ... }:
        {
          config = {
            user = mkOptionDefault (redisName name);
            port = mkOptionDefault (if name == "" then 6379 else 0);
            unixSocket = mkOptionDefault "/run/${redisName name}/redis.sock";
          };
        }
      )
    );
  };

  config = lib.mkMerge [
    (mkIf (isOn "postgresql") {
      assertions = map (user: {
        assertion = user.ensureDBOwnership -> lib.elem user.name pg.ensureDatabases;
        message = "services.postgresql.ensureUsers: ${user.name} is to own the database of the same name, which services.postgresql.ensureDatabases does not list.";
      }) pg.ensureUsers;
      services.postgresql.settings = {
        port = lib.mkDefault 5432;
        hba_file = mkOptionDefault "${pkgs.writeText "pg_hba.conf" pg.authentication}";
        ident_file = mkOptionDefault "${pkgs.writeText "pg_ident.conf" pg.identMap}";
        listen_addresses = mkOptionDefault (if pg.enableTCPIP then "*" else "localhost");
      };
      services.postgresql.authentication = lib.mkMerge [
        (lib.mkBefore "# Rules that the configuration gives\n")
        (lib.mkAfter ''
          local all postgres peer map=postgres
          local all all peer
          host all all 127.0.0.1/32 md5
          host all all ::1/128 md5
        '')
      ];
      users.users.postgres = {
        uid = 71;
        group = "postgres";
        description = "PostgreSQL server user";
        home = toString pg.dataDir;
      };
      users.groups.postgres.gid = 71;
      environment.systemPackages = [ postgres ];
      environment.pathsToLink = [ "/share/postgresql" ];
      systemd.services.postgresql = {
        description = "PostgreSQL Server";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        environment.PGDATA = pg.dataDir;
        path = [ postgres ];
        preStart = ''
          if [ ! -e ${lib.escapeShellArg pg.dataDir}/PG_VERSION ]; then
            initdb -U postgres ${lib.escapeShellArgs pg.initdbArgs}
          fi
          ln -sfn ${pkgs.writeText "postgresql.conf" (lib.concatStrings (lib.mapAttrsToList (name: value: "${name} = ${show value}\n") (lib.filterAttrs (_name: value: value != null) pg.settings)))} ${lib.escapeShellArg pg.dataDir}/postgresql.conf
        '';
        postStart = lib.concatMapStrings (database: ''
          psql -tAc "SELECT 1 FROM pg_database WHERE datname = '${database}'" | grep -q 1 || createdb '${database}'
        '') pg.ensureDatabases
        + lib.concatMapStrings (user: ''
          psql -tAc "SELECT 1 FROM pg_roles WHERE rolname = '${user.name}'" | grep -q 1 || createuser '${user.name}'
          ${lib.optionalString (clauses user != { }) "psql -tAc 'ALTER ROLE \"${user.name}\" ${role user}'"}
          ${lib.optionalString user.ensureDBOwnership "psql -tAc 'ALTER DATABASE \"${user.name}\" OWNER TO \"${user.name}\"'"}
        '') pg.ensureUsers;
        serviceConfig = {
          ExecStart = "${postgres}/bin/postgres";
          ExecReload = "${pkgs.coreutils}/bin/kill -HUP $MAINPID";
          User = "postgres";
          Group = "postgres";
          RuntimeDirectory = "postgresql";
          Type = "notify";
          KillSignal = "SIGINT";
          TimeoutSec = 120;
        };
      };
    })
    {
      boot.kernel.sysctl = mkIf (redisServers != { } && redis.vmOverCommit) { "vm.overcommit_memory" = lib.mkDefault "1"; };
      networking.firewall.allowedTCPPorts = lib.concatMap (server: lib.optional server.openFirewall server.port) (lib.attrValues redisServers);
      users.users = lib.mapAttrs' (
        name: server:
        lib.nameValuePair server.user {
          isSystemUser = true;
          group = lib.mkDefault server.user;
          description = "System user for the redis-server instance ${redisName name}";
        }
      ) (lib.filterAttrs (name: server: server.user == redisName name) redisServers);
      users.groups = lib.mapAttrs' (_name: server: lib.nameValuePair server.user { }) redisServers;
      systemd.services = lib.mapAttrs' (
        name: server:
        lib.nameValuePair (redisName name) {
          description = "Redis Server - ${redisName name}";
          wantedBy = [ "multi-user.target" ];
          after = [ "network.target" ];
          serviceConfig = {
            ExecStart = "${redis.package}/bin/redis-server ${redisFile name server} ${lib.escapeShellArgs server.extraParams}";
            Type = "notify";
            User = server.user;
            RuntimeDirectory = redisName name;
            StateDirectory = redisName name;
          };
        }
      ) redisServers;
      environment.systemPackages = lib.optional (redisServers != { }) redis.package;
    }
    (mkIf (isOn "mysql") {
      environment.systemPackages = [ mysql.package ];
      users.users.mysql = mkIf (mysql.user == "mysql") {
        isSystemUser = true;
        inherit (mysql) group;
        description = "MySQL server user";
      };
      users.groups.mysql = mkIf (mysql.group == "mysql") { };
      systemd.services.mysql = {
        description = "MySQL Server";
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        serviceConfig = {
          ExecStart = "${mysql.package}/bin/mysqld --defaults-file=/etc/my.cnf";
          User = mysql.user;
          Group = mysql.group;
          RuntimeDirectory = "mysqld";
        };
      };
    })
  ];
}
