# Options of services that modules beside this folder define in part, so that they are always read: Btrfs, Caddy, PostgreSQL.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  btrfs = {
    autoScrub = {
      enable = flag "Whether auto scrub is there.";
      fileSystems = need (listOf path) "File systems of auto scrub.";
      interval = opt str "monthly" "How often.";
    };
  };
  caddy = {
    acmeCA = maybe str "Acme CA of caddy.";
    adapter = maybe str "Format of the file.";
    configFile = need path "Its file.";
    dataDir = opt path "/var/lib/caddy" "Folder of its data.";
    email = maybe str "Email of caddy.";
    enable = flag "Whether caddy is there.";
    enableReload = enabled "Whether caddy has this: reload.";
    extraConfig = opt lines "" "More text of its file.";
    globalConfig = opt lines "" "Global config of caddy.";
    group = opt str "caddy" "The group that runs it.";
    logDir = opt path "/var/log/caddy" "Log dir of caddy.";
    logFormat = opt lines "level ERROR\n" "What is recorded.";
    package = packaged "caddy";
    resume = flag "Whether caddy has this: resume.";
    settings = opt json { } "Its settings.";
    user = opt str "caddy" "Who runs it.";
    virtualHosts = opt (attrsOf (submodule {
      options = {
        extraConfig = opt lines "" "More text of its file.";
        hostName = need str "Its name.";
        listenAddresses = opt (listOf str) [ ] "Listen addresses of virtual hosts.";
        logFormat = need lines "What is recorded of it.";
        serverAliases = opt (listOf str) [ ] "Server aliases of virtual hosts.";
        useACMEHost = maybe str "Use ACME host of virtual hosts.";
      };
    })) { } "Virtual hosts of caddy.";
  };
  postgresql = {
    authentication = opt lines "" "Authentication of postgresql.";
    checkConfig = enabled "Whether postgresql has this: check config.";
    dataDir = opt path "/var/lib/postgresql/${lib.versions.major config.services.postgresql.package.version}" "Folder of its data.";
    enable = flag "Whether postgresql is there.";
    enableJIT = flag "Whether postgresql has this: JIT.";
    enableTCPIP = flag "Whether postgresql has this: TCPIP.";
    ensureDatabases = opt (listOf str) [ ] "Ensure databases of postgresql.";
    ensureUsers = opt (listOf (submodule {
      options = {
        ensureClauses = opt (submodule {
          options = {
            bypassrls = maybe bool "The clause bypassrls of the role.";
            createdb = maybe bool "The clause createdb of the role.";
            createrole = maybe bool "The clause createrole of the role.";
            "inherit" = maybe bool "The clause inherit of the role.";
            login = maybe bool "The clause login of the role.";
            replication = maybe bool "The clause replication of the role.";
            superuser = maybe bool "The clause superuser of the role.";
          };
        }) { } "Ensure clauses of ensure users.";
        ensureDBOwnership = flag "Whether ensure users has this: ensure DB ownership.";
        name = need str "Its name.";
      };
    })) [ ] "Ensure users of postgresql.";
    extensions = opt (coercedTo (listOf path) (list: _packages: list) (functionTo (listOf path))) (_packages: [ ]) "Its extensions.";
    identMap = opt lines "" "Ident map of postgresql.";
    initdbArgs = opt (listOf str) [ ] "Initdb args of postgresql.";
    initialScript = maybe path "Initial script of postgresql.";
    package = packaged "postgresql";
    recoveryConfig = maybe lines "Recovery config of postgresql.";
    settings = opt (submodule {
      freeformType = (attrsOf (oneOf [ bool float int str ]));
      options = {
        log_line_prefix = opt str "[%p] " "Log line prefix of settings.";
        port = opt port 5432 "Its port.";
        shared_preload_libraries = opt anything null "Shared preload libraries of settings.";
      };
    }) { } "Its settings.";
  };
}
