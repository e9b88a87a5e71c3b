# Services for data, measurements, music and mail.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    flag
    internal
    maybe
    need
    opt
    text
    words
    ;
  inherit (import ./service-options.nix { inherit lib pkgs; })
    account
    agent
    always
    folder
    gone
    logTo
    package
    ;
  cfg = config.services;
  toml = pkgs.formats.toml { };
  node = cfg.prometheus.exporters.node;
  pg = cfg.postgresql;
  # A package with the text that documents have for it.
  named = name: opt types.package pkgs.${name} "The package that is used." // { defaultText = "pkgs.${name}"; };
  known = name: opt types.package pkgs.${name} "The package that is used.";

  postgresql = if pg.extraPlugins == [ ] then pg.package else pg.package.withPackages (_packages: pg.extraPlugins);
  sql =
    value:
    if lib.isBool value then
      (if value then "yes" else "no")
    else if lib.isString value then
      "'${lib.replaceStrings [ "'" ] [ "''" ] value}'"
    else
      toString value;
  postgresqlFile = pkgs.writeTextDir "postgresql.conf" (
    lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: "${name} = ${sql value}") pg.settings)
  );
  databaseUser.options = {
    name = need types.str "Name of the user.";
    ensurePermissions = opt (types.attrsOf types.str) { } "What the user may do, by what it is done to.";
  };
in
{
  imports = [
    (gone [ "postgresql" "extraConfig" ] "It is `services.postgresql.settings` now.")
  ]
  ++ map (name: gone [ "prometheus" "exporters" "node" name ] "Macs have no such thing.") [
    "openFirewall"
    "firewallFilter"
    "firewallRules"
  ];

  options.services = {
    emacs = {
      enable = flag "Whether Emacs waits for clients.";
      package = opt types.path pkgs.emacs "The package that is used.";
      additionalPath = words "More folders of {env}`PATH`.";
      exec = opt types.str "emacs" "The program.";
    };
    ipfs = {
      enable = flag "Whether IPFS runs.";
      package = known "kubo";
      logFile = maybe types.path "Where it writes.";
      ipfsPath = maybe types.path "Folder of its data.";
      enableGarbageCollection = flag "Whether it removes what is not needed.";
    };
    lorri = {
      enable = flag "Whether lorri runs.";
      logFile = maybe types.path "Where it writes.";
    };
    mopidy = {
      enable = flag "Whether Mopidy plays music.";
      package = folder "mopidy";
      mediakeys.enable = flag "Whether keys of the keyboard control it.";
      mediakeys.package = opt types.path pkgs.pythonPackages.osxmpdkeys "The package that is used." // {
        defaultText = "pkgs.pythonPackages.osxmpdkeys";
      };
    };
    netdata = {
      enable = lib.mkEnableOption "Netdata";
      package = package "netdata";
      config = text "Its file.";
      workDir = opt types.path "/var/lib/netdata" "Folder of its data.";
      logDir = opt types.path "/var/log/netdata" "Folder of its logs.";
      cacheDir = opt types.path "/var/cache/netdata" "Folder of what it can make again.";
    };
    offlineimap = {
      enable = lib.mkEnableOption "OfflineIMAP";
      package = named "offlineimap";
      path = opt (types.listOf types.path) [ ] "Packages that it finds.";
      startInterval = opt (types.nullOr types.int) 300 "Seconds from start to start.";
      runQuick = flag "Whether marks on the server are left alone.";
      extraConfig = text "Its file.";
    };
    postgresql = {
      enable = lib.mkEnableOption "PostgreSQL";
      package = need types.package "The package that is used.";
      port = opt types.int 5432 "Its port.";
      checkConfig = opt types.bool true "Whether the settings are checked.";
      dataDir = need types.path "Folder of its data." // {
        defaultText = lib.literalExpression ''"/var/lib/postgresql/''${config.services.postgresql.package.psqlSchema}"'';
      };
      authentication = text "Who may log in.";
      identMap = text "Users of the database by those of the host.";
      initdbArgs = words "Arguments for the first start.";
      initialScript = maybe types.path "What it does at the first start; not on Macs.";
      ensureDatabases = words "Databases that must be there; not on Macs.";
      ensureUsers = opt (types.listOf (types.submodule databaseUser)) [ ] "Users that must be there; not on Macs.";
      enableTCPIP = flag "Whether others may reach it.";
      logLinePrefix = opt types.str "[%p] " "What lines of the log begin with.";
      extraPlugins = opt (types.listOf types.path) [ ] "Its extensions.";
      settings = opt (
        with types;
        attrsOf (oneOf [
          bool
          float
          int
          str
        ])
      ) { } "Its settings.";
      recoveryConfig = opt (types.nullOr types.lines) null "Text of {file}`recovery.conf`.";
      superUser = internal (opt types.str "postgres" "The user who may do everything.") // { readOnly = true; };
    };
    prometheus.exporters.node = {
      enable = lib.mkEnableOption "measurements of this host";
      package = package "prometheus-node-exporter";
      listenAddress = opt types.str "" "Where they are read.";
      port = opt types.port 9100 "At which port.";
      extraFlags = words "More arguments.";
      enabledCollectors = words "What is measured besides the usual.";
      disabledCollectors = words "What is not measured.";
    };
    redis = {
      enable = flag "Whether Redis runs.";
      package = folder "redis";
      bind = maybe types.str "Where it listens.";
      port = opt types.int 6379 "Its port.";
      unixSocket = maybe types.path "Its socket.";
      dataDir = opt (types.nullOr types.path) "/var/lib/redis" "Folder of its data.";
      appendOnly = flag "Whether all changes are recorded.";
      extraConfig = text "More text of its file.";
    };
    spotifyd = {
      enable = flag "Whether spotifyd runs.";
      package = folder "spotifyd";
      settings = opt (types.nullOr toml.type) null "Its settings.";
    };
    synapse-bt = {
      enable = flag "Whether Synapse shares files by BitTorrent.";
      package = named "synapse-bt";
      port = opt types.int 16384 "Its port.";
      downloadDir = opt types.path "/var/lib/synapse-bt" "Folder of the files.";
      extraConfig = opt types.attrs { } "More settings.";
    };
    telegraf = {
      enable = lib.mkEnableOption "Telegraf";
      package = package "telegraf";
      environmentFiles = opt (types.listOf types.path) [ ] "Files with variables.";
      extraConfig = opt toml.type { } "Its settings.";
      configUrl = maybe types.str "Where it fetches its settings.";
    };
    trezord = {
      enable = flag "Whether the bridge to Trezor runs.";
      emulator.enable = flag "Whether it talks to an imitation of the device.";
      emulator.port = opt types.port 21324 "Port of that.";
    };
  };

  config = lib.mkMerge [
    (mkIf cfg.emacs.enable {
      launchd.user.agents.emacs =
        agent "emacs" [
          "${cfg.emacs.package}/bin/${cfg.emacs.exec}"
          "--fg-daemon"
        ]
        // {
          path = cfg.emacs.additionalPath ++ [ config.environment.systemPath ];
        };
    })
    (mkIf cfg.ipfs.enable {
      environment.systemPackages = [ cfg.ipfs.package ];
      launchd.user.agents.ipfs = lib.recursiveUpdate (agent "ipfs" (
        [
          "${cfg.ipfs.package}/bin/ipfs"
          "daemon"
        ]
        ++ lib.optional cfg.ipfs.enableGarbageCollection "--enable-gc"
      )) {
        serviceConfig = {
          ProcessType = "Background";
          EnvironmentVariables = lib.optionalAttrs (cfg.ipfs.ipfsPath != null) { IPFS_PATH = cfg.ipfs.ipfsPath; };
        }
        // logTo cfg.ipfs.logFile;
      };
    })
    (mkIf cfg.lorri.enable {
      assertions = [
        {
          assertion = config.nix.enable;
          message = "`services.lorri.enable` needs `nix.enable`.";
        }
      ];
      environment.systemPackages = [ pkgs.lorri ];
      launchd.user.agents.lorri = {
        command = "${pkgs.lorri}/bin/lorri daemon";
        path = [
          config.nix.package
          pkgs.git
          pkgs.gnutar
          pkgs.gzip
        ];
        managedBy = "services.lorri.enable";
        serviceConfig =
          always
          // logTo cfg.lorri.logFile
          // {
            ProcessType = "Background";
            EnvironmentVariables.NIX_PATH = "nixpkgs=${toString pkgs.path}";
          };
      };
    })
    {
      launchd.user.agents = {
        mopidy = mkIf cfg.mopidy.enable {
          managedBy = "services.mopidy.enable";
          serviceConfig = always // {
            Program = "${cfg.mopidy.package}/bin/mopidy";
          };
        };
        mopidymediakeys = mkIf cfg.mopidy.mediakeys.enable {
          managedBy = "services.mopidy.mediakeys.enable";
          serviceConfig = always // {
            Program = "${cfg.mopidy.package}/bin/mpdkeys";
          };
        };
        trezord = mkIf cfg.trezord.enable (
          agent "trezord" (
            [ "${pkgs.trezord}/bin/trezord-go" ]
            ++ lib.optionals cfg.trezord.emulator.enable [
              "-e"
              (toString cfg.trezord.emulator.port)
            ]
          )
        );
      };
    }
    (mkIf cfg.netdata.enable {
      environment.systemPackages = [ cfg.netdata.package ];
      environment.etc."netdata/netdata.conf".text = cfg.netdata.config;
      system.activationScripts.preActivation.text = "mkdir -p ${cfg.netdata.workDir} ${cfg.netdata.cacheDir}";
      launchd.daemons.netdata = {
        command = lib.getExe cfg.netdata.package;
        serviceConfig = {
          Label = "netdata";
          KeepAlive = true;
          WorkingDirectory = cfg.netdata.workDir;
        }
        // logTo "${cfg.netdata.logDir}/netdata.log";
      };
    })
    (mkIf cfg.offlineimap.enable {
      environment.systemPackages = [ cfg.offlineimap.package ];
      environment.etc.offlineimaprc.text = cfg.offlineimap.extraConfig;
      launchd.user.agents.offlineimap = {
        path = [ cfg.offlineimap.package ];
        command = "${cfg.offlineimap.package}/bin/offlineimap -c /etc/offlineimaprc${lib.optionalString cfg.offlineimap.runQuick " -q"}";
        managedBy = "services.offlineimap.enable";
        serviceConfig = {
          KeepAlive = false;
          RunAtLoad = true;
          StartInterval = cfg.offlineimap.startInterval;
        }
        // logTo "/var/log/offlineimap.log";
      };
    })
    (mkIf pg.enable {
      warnings = lib.optional (
        pg.initialScript != null || pg.ensureDatabases != [ ] || pg.ensureUsers != [ ]
      ) "PostgreSQL on Macs does not look at `initialScript`, `ensureDatabases` and `ensureUsers`.";
      services.postgresql = {
        package = lib.mkDefault (
          if config.system.stateVersion >= 4 then
            pkgs.postgresql_14
          else
            throw "PostgreSQL 9.6 is gone: set `services.postgresql.package`."
        );
        dataDir = lib.mkDefault "/var/lib/postgresql/${pg.package.psqlSchema or (lib.versions.major pg.package.version)}";
        authentication = lib.mkAfter ''
          local all all              peer
          host  all all 127.0.0.1/32 md5
          host  all all ::1/128      md5
        '';
        settings = {
          hba_file = "${pkgs.writeText "pg_hba.conf" pg.authentication}";
          ident_file = "${pkgs.writeText "pg_ident.conf" pg.identMap}";
          log_destination = "stderr";
          log_line_prefix = pg.logLinePrefix;
          listen_addresses = if pg.enableTCPIP then "*" else "localhost";
          inherit (pg) port;
        };
      };
      environment.systemPackages = [ postgresql ];
      environment.pathsToLink = [ "/share/postgresql" ];
      launchd.user.agents.postgresql = {
        path = [ postgresql ];
        managedBy = "services.postgresql.enable";
        script = ''
          if [ ! -e ${pg.dataDir}/PG_VERSION ]; then
            ${pkgs.coreutils}/bin/rm -f ${pg.dataDir}/*.conf
            ${postgresql}/bin/initdb -U ${pg.superUser} ${lib.concatStringsSep " " pg.initdbArgs}
          fi
          ${pkgs.coreutils}/bin/ln -sfn ${postgresqlFile}/postgresql.conf ${pg.dataDir}/postgresql.conf
          ${lib.optionalString (
            pg.recoveryConfig != null
          ) "${pkgs.coreutils}/bin/ln -sfn ${pkgs.writeText "recovery.conf" pg.recoveryConfig} ${pg.dataDir}/recovery.conf"}
          exec ${postgresql}/bin/postgres
        '';
        serviceConfig = always // {
          EnvironmentVariables.PGDATA = pg.dataDir;
        };
      };
    })
    (mkIf node.enable {
      users =
        lib.recursiveUpdate
          (account "_prometheus-node-exporter" config.ids.uids._prometheus-node-exporter "/var/lib/prometheus-node-exporter" "Prometheus node exporter")
          {
            users._prometheus-node-exporter.createHome = true;
            users._prometheus-node-exporter.shell = "/usr/bin/false";
          };
      launchd.daemons.prometheus-node-exporter = {
        script = lib.concatStringsSep " " (
          [
            (lib.getExe node.package)
            "--web.listen-address"
            "${node.listenAddress}:${toString node.port}"
          ]
          ++ map (name: "--collector.${name}") node.enabledCollectors
          ++ map (name: "--no-collector.${name}") node.disabledCollectors
          ++ map lib.escapeShellArg node.extraFlags
        );
        serviceConfig =
          always
          // logTo "${config.users.users._prometheus-node-exporter.home}/prometheus-node-exporter.log"
          // {
            GroupName = "_prometheus-node-exporter";
            UserName = "_prometheus-node-exporter";
          };
      };
    })
    (mkIf cfg.redis.enable {
      environment.systemPackages = [ cfg.redis.package ];
      environment.etc."redis.conf".text = ''
        port ${toString cfg.redis.port}
        ${lib.optionalString (cfg.redis.bind != null) "bind ${cfg.redis.bind}"}
        ${lib.optionalString (cfg.redis.unixSocket != null) "unixsocket ${cfg.redis.unixSocket}"}
        ${lib.optionalString (cfg.redis.dataDir != null) "dir ${cfg.redis.dataDir}"}
        appendOnly ${if cfg.redis.appendOnly then "yes" else "no"}
        ${cfg.redis.extraConfig}
      '';
      launchd.user.agents.redis = {
        command = "${cfg.redis.package}/bin/redis-server /etc/redis.conf";
        serviceConfig.KeepAlive = true;
        managedBy = "services.redis.enable";
      };
    })
    (mkIf cfg.spotifyd.enable {
      environment.systemPackages = [ cfg.spotifyd.package ];
      launchd.user.agents.spotifyd = lib.recursiveUpdate (agent "spotifyd" (
        [
          "${cfg.spotifyd.package}/bin/spotifyd"
          "--no-daemon"
        ]
        ++ lib.optional (cfg.spotifyd.settings != null) "--config-path=${
          toml.generate "spotifyd.conf" {
            global.backend = "portaudio";
            spotifyd = cfg.spotifyd.settings;
          }
        }"
      )) { serviceConfig.ThrottleInterval = 30; };
    })
    (mkIf cfg.synapse-bt.enable {
      environment.systemPackages = [ cfg.synapse-bt.package ];
      launchd.user.agents.synapse-bt = {
        path = [ cfg.synapse-bt.package ];
        command = "${cfg.synapse-bt.package}/bin/synapse --config ${
          toml.generate "config.toml" (
            lib.recursiveUpdate {
              inherit (cfg.synapse-bt) port;
              disk.directory = cfg.synapse-bt.downloadDir;
            } cfg.synapse-bt.extraConfig
          )
        }";
        serviceConfig = always;
        managedBy = "services.synapse-bt.enable";
      };
    })
    (mkIf cfg.telegraf.enable {
      launchd.daemons.telegraf = {
        script = ''
          ${lib.concatMapStringsSep "\n" (file: "source ${file}") cfg.telegraf.environmentFiles}
          ${cfg.telegraf.package}/bin/telegraf --config ${
            if cfg.telegraf.configUrl == null then toml.generate "config.toml" cfg.telegraf.extraConfig else cfg.telegraf.configUrl
          }
        '';
        environment.HOME = "/var/root";
        serviceConfig = always;
      };
    })
  ];
}
