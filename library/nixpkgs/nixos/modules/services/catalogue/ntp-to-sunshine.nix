# Options of services, ntp to sunshine. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  options.services = {
    ntp = {
      enable = flag "Whether ntp is there.";
      extraConfig = opt lines "" "More text of its file.";
      extraFlags = opt (listOf str) [ ] "More arguments.";
      restrictDefault = opt (listOf str) [
    "limited"
    "kod"
    "nomodify"
    "notrap"
    "noquery"
    "nopeer"
  ] "Restrict default of ntp.";
      restrictSource = opt (listOf str) [
    "limited"
    "kod"
    "nomodify"
    "notrap"
    "noquery"
  ] "Restrict source of ntp.";
      servers = opt (listOf str) config.networking.timeServers "Servers of the time.";
    };
    ollama = {
      acceleration = opt (nullOr (enum [ false "rocm" "cuda" ])) null "What it computes on.";
      enable = flag "Whether ollama is there.";
      environmentVariables = opt (attrsOf str) { } "Environment variables of ollama.";
      group = opt (nullOr str) config.services.ollama.user "The group that runs it.";
      home = opt str "/var/lib/ollama" "Its home directory.";
      host = opt str "127.0.0.1" "Where it listens.";
      loadModels = opt (listOf str) [ ] "Load models of ollama.";
      models = opt str "\${config.services.ollama.home}/models" "Models of ollama.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "ollama";
      port = opt port 11434 "Its port.";
      rocmOverrideGfx = maybe str "Rocm override gfx of ollama.";
      user = maybe str "Who runs it.";
    };
    onedrive = {
      enable = flag "Whether onedrive is there.";
      package = packaged "onedrive";
    };
    openvpn = {
      restartAfterSleep = enabled "Whether openvpn has this: restart after sleep.";
      servers = opt (attrsOf (submodule {
        options = {
          authUserPass = maybe (submodule {
            options = {
              password = need str "Password of auth user pass.";
              username = need str "Username of auth user pass.";
            };
          }) "Auth user pass of servers.";
          autoStart = enabled "Whether servers has this: auto start.";
          config = need lines "Its configuration.";
          down = opt lines "" "Down of servers.";
          up = opt lines "" "Up of servers.";
          updateResolvConf = flag "Whether servers has this: update resolv conf.";
        };
      })) { } "Servers of openvpn.";
    };
    paperless = {
      address = opt str "localhost" "Its address.";
      consumptionDir = opt str "${config.services.paperless.dataDir}/consume" "Folder of new documents.";
      consumptionDirIsPublic = flag "Whether paperless has this: consumption dir is public.";
      dataDir = opt str "/var/lib/paperless" "Folder of its data.";
      enable = flag "Whether paperless is there.";
      mediaDir = opt str "${config.services.paperless.dataDir}/media" "Folder of the documents.";
      openMPThreadingWorkaround = enabled "Whether paperless has this: open MP threading workaround.";
      package = packaged "paperless-ngx";
      passwordFile = maybe path "File with the password.";
      port = opt port 28981 "Its port.";
      settings = opt (attrsOf (oneOf [ bool float int str path package (listOf (oneOf [ bool float int str path package ])) (attrsOf (oneOf [ bool float int str path package ])) ])) { } "Its settings.";
      user = opt str "paperless" "Who runs it.";
    };
    pcscd = {
      enable = flag "Whether pcscd is there.";
      extraArgs = opt (listOf str) [ ] "More arguments.";
      plugins = opt (listOf package) [ pkgs.ccid ] "Its drivers.";
      readerConfig = opt lines "" "Reader config of pcscd.";
    };
    photoprism = {
      address = opt str "localhost" "Its address.";
      enable = flag "Whether photoprism is there.";
      importPath = opt str "import" "Import path of photoprism.";
      originalsPath = opt path null "Originals path of photoprism.";
      package = packaged "photoprism";
      passwordFile = maybe path "File with the password.";
      port = opt port 2342 "Its port.";
      settings = opt (attrsOf str) { } "Its settings.";
      storagePath = opt path "/var/lib/photoprism" "Storage path of photoprism.";
    };
    physlock = {
      allowAnyUser = flag "Whether physlock has this: allow any user.";
      disableSysRq = enabled "Whether physlock has this: disable sys rq.";
      enable = flag "Whether physlock is there.";
      lockMessage = opt str "" "Lock message of physlock.";
      lockOn = {
        extraTargets = opt (listOf str) [ ] "Extra targets of lock on.";
        hibernate = enabled "Whether lock on has this: hibernate.";
        suspend = enabled "Whether lock on has this: suspend.";
      };
      muteKernelMessages = flag "Whether physlock has this: mute kernel messages.";
    };
    plex = {
      accelerationDevices = opt (listOf str) [ "*" ] "Acceleration devices of plex.";
      dataDir = opt str "/var/lib/plex" "Folder of its data.";
      enable = flag "Whether plex is there.";
      extraPlugins = opt (listOf path) [ ] "Extra plugins of plex.";
      extraScanners = opt (listOf path) [ ] "Extra scanners of plex.";
      group = opt str "plex" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "plex";
      user = opt str "plex" "Who runs it.";
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
      extraPlugins = opt (coercedTo (listOf path) (list: _packages: list) (functionTo (listOf path))) (_packages: [ ]) "Its extensions.";
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
    postgresqlBackup = {
      backupAll = opt bool (config.services.postgresqlBackup.databases == [ ]) "Whether all databases are copied.";
      compression = opt (enum [ "none" "gzip" "zstd" ]) "gzip" "Compression of postgresqlBackup.";
      compressionLevel = opt (ints.between 1 19) 6 "Compression level of postgresqlBackup.";
      databases = opt (listOf str) [ ] "Databases of postgresqlBackup.";
      enable = flag "Whether postgresqlBackup is there.";
      location = opt path "/var/backup/postgresql" "Location of postgresqlBackup.";
      pgdumpOptions = opt (separatedString " ") "-C" "Pgdump options of postgresqlBackup.";
      startAt = opt (oneOf [ (listOf str) str ]) "*-*-* 01:15:00" "Start at of postgresqlBackup.";
    };
    power-profiles-daemon = {
      enable = flag "Whether power-profiles-daemon is there.";
      package = packaged "power-profiles-daemon";
    };
    promtail = {
      configuration = need json "Configuration of promtail.";
      enable = flag "Whether promtail is there.";
      extraFlags = opt (listOf str) [ ] "More arguments.";
    };
    prowlarr = {
      enable = flag "Whether prowlarr is there.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "prowlarr";
    };
    qemuGuest = {
      enable = flag "Whether qemuGuest is there.";
      package = packaged [ "qemu_kvm" "ga" ];
    };
    radarr = {
      dataDir = opt str "/var/lib/radarr/.config/Radarr" "Folder of its data.";
      enable = flag "Whether radarr is there.";
      group = opt str "radarr" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "radarr";
      user = opt str "radarr" "Who runs it.";
    };
    radicale = {
      config = opt str "" "Its configuration.";
      enable = flag "Whether radicale is there.";
      extraArgs = opt (listOf str) [ ] "More arguments.";
      package = packaged "radicale";
      rights = opt (attrsOf sectionWithLists) { } "Rights of radicale.";
      settings = opt (attrsOf sectionWithLists) { } "Its settings.";
    };
    ratbagd = {
      enable = flag "Whether ratbagd is there.";
      package = packaged "libratbag";
    };
    readarr = {
      dataDir = opt str "/var/lib/readarr/" "Folder of its data.";
      enable = flag "Whether readarr is there.";
      group = opt str "readarr" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "readarr";
      user = opt str "readarr" "Who runs it.";
    };
    redis = {
      package = packaged "redis";
      servers = opt (attrsOf (submodule {
        options = {
          appendFsync = opt str "everysec" "Append fsync of servers.";
          appendOnly = flag "Whether servers has this: append only.";
          bind = opt (nullOr str) "127.0.0.1" "Where it listens.";
          databases = opt int 16 "Databases of servers.";
          enable = flag "Whether servers is there.";
          extraParams = opt (listOf str) [ ] "Extra params of servers.";
          logLevel = opt str "notice" "How much it records.";
          logfile = opt str "/dev/null" "Logfile of servers.";
          masterAuth = maybe str "Master auth of servers.";
          maxclients = opt int 10000 "Maxclients of servers.";
          openFirewall = flag "Whether its ports are open.";
          port = need port "Its port.";
          requirePass = maybe str "Require pass of servers.";
          requirePassFile = maybe path "Require pass file of servers.";
          save = opt (listOf (listOf int)) [ [ 900 1 ] [ 300 10 ] [ 60 10000 ] ] "After how many seconds and changes it is stored.";
          settings = opt (attrsOf (oneOf [ bool int str (listOf str) ])) { } "Its settings.";
          slaveOf = maybe (submodule {
            options = {
              ip = need str "Ip of slave of.";
              port = opt port 6379 "Its port.";
            };
          }) "Slave of of servers.";
          slowLogLogSlowerThan = opt int 10000 "Slow log log slower than of servers.";
          slowLogMaxLen = opt int 128 "Slow log max len of servers.";
          syslog = enabled "Whether servers has this: syslog.";
          unixSocket = need (nullOr path) "Its socket.";
          unixSocketPerm = opt int 660 "Unix socket perm of servers.";
          user = need str "Who runs it.";
        };
      })) { } "Servers of redis.";
      vmOverCommit = enabled "Whether redis has this: vm over commit.";
    };
    restic = {
      backups = opt (attrsOf (submodule {
        options = {
          backupCleanupCommand = maybe str "Backup cleanup command of backups.";
          backupPrepareCommand = maybe str "Backup prepare command of backups.";
          checkOpts = opt (listOf str) [ ] "Check opts of backups.";
          createWrapper = enabled "Whether backups has this: create wrapper.";
          dynamicFilesFrom = maybe str "Dynamic files from of backups.";
          environmentFile = maybe str "File with variables that nobody else may read.";
          exclude = opt (listOf str) [ ] "Exclude of backups.";
          extraBackupArgs = opt (listOf str) [ ] "Extra backup args of backups.";
          extraOptions = opt (listOf str) [ ] "More arguments.";
          inhibitsSleep = flag "Whether backups has this: inhibits sleep.";
          initialize = flag "Whether backups has this: initialize.";
          package = packaged "restic";
          passwordFile = need str "File with the password.";
          paths = opt (nullOr (listOf str)) [ ] "Paths of backups.";
          pruneOpts = opt (listOf str) [ ] "Prune opts of backups.";
          rcloneConfig = maybe (attrsOf (oneOf [ str bool ])) "Rclone config of backups.";
          rcloneConfigFile = maybe path "Rclone config file of backups.";
          rcloneOptions = maybe (attrsOf (oneOf [ str bool ])) "Rclone options of backups.";
          repository = maybe str "Repository of backups.";
          repositoryFile = maybe path "Repository file of backups.";
          runCheck = opt bool false "Whether the copy is checked.";
          timerConfig = opt (nullOr (attrsOf anything)) { OnCalendar = "daily"; Persistent = true; } "When.";
          user = opt str "root" "Who runs it.";
        };
      })) { } "Backups of restic.";
      server = {
        appendOnly = flag "Whether server has this: append only.";
        dataDir = opt path "/var/lib/restic" "Folder of its data.";
        enable = flag "Whether server is there.";
        extraFlags = opt (listOf str) [ ] "More arguments.";
        listenAddress = opt str "8000" "Where it listens.";
        package = packaged "restic-rest-server";
        privateRepos = flag "Whether server has this: private repos.";
        prometheus = flag "Whether server has this: prometheus.";
      };
    };
    roon-server = {
      enable = flag "Whether roon-server is there.";
      group = opt str "roon-server" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "roon-server";
      user = opt str "roon-server" "Who runs it.";
    };
    sabnzbd = {
      configFile = opt path "/var/lib/sabnzbd/sabnzbd.ini" "Its file.";
      enable = flag "Whether sabnzbd is there.";
      group = opt str "sabnzbd" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "sabnzbd";
      user = opt str "sabnzbd" "Who runs it.";
    };
    samba = {
      configText = maybe lines "Config text of samba.";
      enable = flag "Whether samba is there.";
      enableNmbd = enabled "Whether samba has this: nmbd.";
      enableWinbindd = enabled "Whether samba has this: winbindd.";
      extraConfig = opt lines "" "More text of its file.";
      invalidUsers = opt (listOf str) [ "root" ] "Invalid users of samba.";
      nsswins = flag "Whether samba has this: nsswins.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "samba";
      securityType = opt (enum [ "auto" "user" "domain" "ads" ]) "user" "Security type of samba.";
      shares = opt (attrsOf (attrsOf unspecified)) { } "Shares of samba.";
    };
    saned = {
      enable = flag "Whether saned is there.";
      extraConfig = opt lines "" "More text of its file.";
    };
    sanoid = {
      datasets = opt anything { } "Datasets of sanoid.";
      enable = flag "Whether sanoid is there.";
      extraArgs = opt (listOf str) [ ] "More arguments.";
      interval = opt str "hourly" "How often.";
      package = packaged "sanoid";
      settings = need anything "Its settings.";
      templates = opt anything { } "Templates of sanoid.";
    };
    searx = {
      enable = flag "Whether searx is there.";
      environmentFile = maybe path "File with variables that nobody else may read.";
      limiterSettings = opt (attrsOf json) { } "Limiter settings of searx.";
      package = packaged "searxng";
      redisCreateLocally = flag "Whether searx has this: redis create locally.";
      runInUwsgi = flag "Whether searx has this: run in uwsgi.";
      settings = opt (attrsOf json) { } "Its settings.";
      settingsFile = opt path "/run/searx/settings.yml" "Settings file of searx.";
      uwsgiConfig = opt anything { http = ":8080"; } "Settings of uWSGI.";
    };
    smartd = {
      autodetect = enabled "Whether smartd has this: autodetect.";
      defaults = {
        autodetected = opt (separatedString " ") config.services.smartd.defaults.monitored "Settings of disks that are found.";
        monitored = opt (separatedString " ") "-a" "Monitored of defaults.";
      };
      devices = opt (listOf (submodule {
        options = {
          device = need str "Device of devices.";
          options = opt (separatedString " ") "" "Options of devices.";
        };
      })) [ ] "Devices of smartd.";
      enable = flag "Whether smartd is there.";
      extraOptions = opt (listOf str) [ ] "More arguments.";
      notifications = {
        mail = {
          enable = flag "Whether it sends mail.";
          mailer = opt path "/run/wrappers/bin/sendmail" "Mailer of mail.";
          recipient = opt str "root" "Recipient of mail.";
          sender = opt str "root" "Sender of mail.";
        };
        systembus-notify = {
          enable = flag "Whether systembus notify is there.";
        };
        test = flag "Whether notifications has this: test.";
        wall = {
          enable = enabled "Whether wall is there.";
        };
        x11 = {
          display = opt str ":0" "The screen.";
          enable = opt bool config.services.xserver.enable "Whether it shows messages.";
        };
      };
    };
    snapper = {
      cleanupInterval = opt str "1d" "Cleanup interval of snapper.";
      configs = opt anything { } "Configs of snapper.";
      filters = maybe lines "Filters of snapper.";
      persistentTimer = flag "Whether snapper has this: persistent timer.";
      snapshotInterval = opt str "hourly" "Snapshot interval of snapper.";
      snapshotRootOnBoot = flag "Whether snapper has this: snapshot root on boot.";
    };
    sonarr = {
      dataDir = opt str "/var/lib/sonarr/.config/NzbDrone" "Folder of its data.";
      enable = flag "Whether sonarr is there.";
      group = opt str "sonarr" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "sonarr";
      user = opt str "sonarr" "Who runs it.";
    };
    spotifyd = {
      config = opt lines "" "Its configuration.";
      enable = flag "Whether spotifyd is there.";
      settings = opt toml { } "Its settings.";
    };
    sshguard = {
      attack_threshold = opt int 30 "Attack threshold of sshguard.";
      blacklist_file = opt path "/var/lib/sshguard/blacklist.db" "Blacklist file of sshguard.";
      blacklist_threshold = maybe int "Blacklist threshold of sshguard.";
      blocktime = opt int 120 "Blocktime of sshguard.";
      detection_time = opt int 1800 "Detection time of sshguard.";
      enable = flag "Whether sshguard is there.";
      services = opt (listOf str) [ "sshd" ] "Services of sshguard.";
      whitelist = opt (listOf str) [ ] "Whitelist of sshguard.";
    };
    step-ca = {
      address = need str "Its address.";
      enable = flag "Whether step-ca is there.";
      intermediatePasswordFile = need path "Intermediate password file of step-ca.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "step-ca";
      port = need port "Its port.";
      settings = need (attrsOf anything) "Its settings.";
    };
    strongswan = {
      ca = opt (attrsOf (attrsOf str)) { } "Ca of strongswan.";
      connections = opt (attrsOf (attrsOf str)) { } "Connections of strongswan.";
      enable = flag "Whether strongswan is there.";
      enabledPlugins = opt (listOf str) [ ] "Enabled plugins of strongswan.";
      managePlugins = flag "Whether strongswan has this: manage plugins.";
      secrets = opt (listOf str) [ ] "Secrets of strongswan.";
      setup = opt (attrsOf str) { } "Setup of strongswan.";
    };
    sunshine = {
      applications = opt (submodule {
        options = {
          apps = opt (listOf attrs) [ ] "Apps of applications.";
          env = opt (attrsOf str) { } "Env of applications.";
        };
      }) { } "Applications of sunshine.";
      autoStart = enabled "Whether sunshine has this: auto start.";
      capSysAdmin = flag "Whether sunshine has this: cap sys admin.";
      enable = flag "Whether sunshine is there.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "sunshine";
      settings = opt (submodule {
        freeformType = (attrsOf atom);
        options = {
          port = opt port 47989 "Its port.";
        };
      }) { } "Its settings.";
    };
  };
}
