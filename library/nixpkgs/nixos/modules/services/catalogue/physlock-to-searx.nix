# Options of services, physlock to searx. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
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
  postfix = {
    aliasFiles = opt (attrsOf path) { } "Alias files of postfix.";
    aliasMapType = opt (enum [ "hash" "regexp" "pcre" ]) "hash" "Alias map type of postfix.";
    canonical = opt lines "" "Canonical of postfix.";
    config = need (attrsOf (oneOf [ bool str (listOf str) ])) "Its configuration.";
    destination = maybe (listOf str) "Destination of postfix.";
    dnsBlacklistOverrides = opt lines "" "Dns blacklist overrides of postfix.";
    dnsBlacklists = opt (listOf str) [ ] "Dns blacklists of postfix.";
    domain = opt str "" "Its domain.";
    enable = flag "Whether postfix is there.";
    enableHeaderChecks = flag "Whether postfix has this: header checks.";
    enableSmtp = enabled "Whether postfix has this: smtp.";
    enableSubmission = flag "Whether postfix has this: submission.";
    enableSubmissions = flag "Whether postfix has this: submissions.";
    extraAliases = opt lines "" "Extra aliases of postfix.";
    extraConfig = opt lines "" "More text of its file.";
    extraHeaderChecks = opt lines "" "Extra header checks of postfix.";
    extraMasterConf = opt lines "" "Extra master conf of postfix.";
    group = opt str "postfix" "The group that runs it.";
    headerChecks = opt (listOf (submodule {
      options = {
        action = opt str "DUNNO" "Action of header checks.";
        pattern = opt str "/^.*/" "Pattern of header checks.";
      };
    })) [ ] "Header checks of postfix.";
    hostname = opt str "" "Its name.";
    localRecipients = maybe (listOf str) "Local recipients of postfix.";
    lookupMX = flag "Whether postfix has this: lookup MX.";
    mapFiles = opt (attrsOf path) { } "Map files of postfix.";
    masterConfig = opt (attrsOf (submodule ({ name, ... }: {
      options = {
        args = opt (listOf str) [ ] "Args of master config.";
        chroot = need bool "Whether master config has this: chroot.";
        command = opt str name "Command of master config.";
        maxproc = need int "Maxproc of master config.";
        name = opt str name "Its name.";
        private = need bool "Whether master config has this: private.";
        privileged = need bool "Whether master config has this: privileged.";
        type = opt (enum [ "inet" "unix" "unix-dgram" "fifo" "pass" ]) "unix" "Type of master config.";
        wakeup = need int "Wakeup of master config.";
        wakeupUnusedComponent = need bool "Whether master config has this: wakeup unused component.";
      };
    }))) { } "Master config of postfix.";
    networks = maybe (listOf str) "Networks of postfix.";
    networksStyle = opt str "" "Networks style of postfix.";
    origin = opt str "" "Origin of postfix.";
    postmasterAlias = opt str "root" "Postmaster alias of postfix.";
    recipientDelimiter = opt str "" "Recipient delimiter of postfix.";
    relayDomains = maybe (listOf str) "Relay domains of postfix.";
    relayHost = opt str "" "Relay host of postfix.";
    relayPort = opt int 25 "Relay port of postfix.";
    rootAlias = opt str "" "Root alias of postfix.";
    setSendmail = enabled "Whether postfix has this: set sendmail.";
    setgidGroup = opt str "postdrop" "Setgid group of postfix.";
    sslCert = opt str "" "Ssl cert of postfix.";
    sslKey = opt str "" "Ssl key of postfix.";
    submissionOptions = opt (attrsOf str) { milter_macro_daemon_name = "ORIGINATING"; smtpd_client_restrictions = "permit_sasl_authenticated,reject"; smtpd_sasl_auth_enable = "yes"; smtpd_tls_security_level = "encrypt"; } "Submission options of postfix.";
    submissionsOptions = opt (attrsOf str) { milter_macro_daemon_name = "ORIGINATING"; smtpd_client_restrictions = "permit_sasl_authenticated,reject"; smtpd_sasl_auth_enable = "yes"; } "Submissions options of postfix.";
    tlsTrustedAuthorities = maybe str "Tls trusted authorities of postfix.";
    transport = opt lines "" "Transport of postfix.";
    useSrs = flag "Whether postfix has this: srs.";
    user = opt str "postfix" "Who runs it.";
    virtual = opt lines "" "Virtual of postfix.";
    virtualMapType = opt (enum [ "hash" "regexp" "pcre" ]) "hash" "Virtual map type of postfix.";
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
  psd = {
    enable = flag "Whether psd is there.";
    resyncTimer = opt str "1h" "Resync timer of psd.";
  };
  qemuGuest = {
    enable = flag "Whether qemuGuest is there.";
    package = packaged "qemu";
  };
  rabbitmq = {
    config = opt str "" "Its configuration.";
    configItems = opt (attrsOf str) { } "Config items of rabbitmq.";
    dataDir = opt path "/var/lib/rabbitmq" "Folder of its data.";
    enable = flag "Whether rabbitmq is there.";
    listenAddress = opt str "127.0.0.1" "Where it listens.";
    managementPlugin = {
      enable = flag "Whether management plugin is there.";
      port = opt port 15672 "Its port.";
    };
    package = packaged "rabbitmq-server";
    pluginDirs = opt (listOf path) [ ] "Plugin dirs of rabbitmq.";
    plugins = opt (listOf str) [ ] "Plugins of rabbitmq.";
    port = opt port 5672 "Its port.";
    unsafeCookie = opt str "" "Unsafe cookie of rabbitmq.";
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
        s3CredentialsFile = maybe str "File with credentials of S3.";
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
  rpcbind = {
    enable = flag "Whether rpcbind is there.";
  };
  rspamd = {
    debug = flag "Whether rspamd has this: debug.";
    enable = flag "Whether rspamd is there.";
    extraConfig = opt lines "" "More text of its file.";
    group = opt str "rspamd" "The group that runs it.";
    localLuaRules = maybe path "Local lua rules of rspamd.";
    locals = opt (attrsOf (submodule {
      options = {
        enable = enabled "Whether locals is there.";
        source = need path "Source of locals.";
        text = maybe lines "Text of locals.";
      };
    })) { } "Locals of rspamd.";
    overrides = opt (attrsOf (submodule {
      options = {
        enable = enabled "Whether overrides is there.";
        source = need path "Source of overrides.";
        text = maybe lines "Text of overrides.";
      };
    })) { } "Overrides of rspamd.";
    postfix = {
      config = opt (attrsOf (oneOf [ bool str (listOf str) ])) { non_smtpd_milters = [ "unix:/run/rspamd/rspamd-milter.sock" ]; smtpd_milters = [ "unix:/run/rspamd/rspamd-milter.sock" ]; } "Its configuration.";
      enable = flag "Whether postfix is there.";
    };
    user = opt str "rspamd" "Who runs it.";
    workers = opt (attrsOf (submodule ({ name, ... }: {
      options = {
        bindSockets = opt (listOf (oneOf [ str anything ])) [ ] "Bind sockets of workers.";
        count = maybe int "Count of workers.";
        enable = maybe bool "Whether workers is there.";
        extraConfig = opt lines "" "More text of its file.";
        includes = opt (listOf str) [ ] "Includes of workers.";
        name = opt (nullOr str) name "Its name.";
        type = need (nullOr (enum [ "normal" "controller" "fuzzy" "rspamd_proxy" "lua" "proxy" ])) "Type of workers.";
      };
    }))) { } "Workers of rspamd.";
  };
  rsyncd = {
    enable = flag "Whether rsyncd is there.";
    port = opt port 873 "Its port.";
    settings = opt (attrsOf section) { } "Its settings.";
    socketActivated = flag "Whether rsyncd has this: socket activated.";
  };
  rustdesk-server = {
    enable = flag "Whether rustdesk-server is there.";
    extraRelayArgs = opt (listOf str) [ ] "Extra relay args of rustdesk-server.";
    extraSignalArgs = opt (listOf str) [ ] "Extra signal args of rustdesk-server.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "rustdesk-server";
    relayIP = need str "Relay IP of rustdesk-server.";
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
  scrutiny = {
    collector = {
      enable = maybe bool "Whether collector is there.";
      package = packaged "scrutiny-collector";
      schedule = opt str "*:0/15" "Schedule of collector.";
      settings = opt (submodule {
        freeformType = yaml;
        options = {
          api = {
            endpoint = maybe str "Endpoint of api.";
          };
          host = {
            id = maybe str "Id of host.";
          };
          log = {
            level = opt (enum [ "INFO" "DEBUG" ]) "INFO" "Level of log.";
          };
        };
      }) { } "Its settings.";
    };
    enable = flag "Whether scrutiny is there.";
    influxdb = {
      enable = enabled "Whether influxdb is there.";
    };
    openFirewall = flag "Whether its ports are open.";
    package = packaged "scrutiny";
    settings = opt (submodule {
      freeformType = yaml;
      options = {
        log = {
          level = opt (enum [ "INFO" "DEBUG" ]) "INFO" "Level of log.";
        };
        web = {
          influxdb = {
            bucket = maybe str "Bucket of influxdb.";
            host = opt str "0.0.0.0" "Where it listens.";
            org = maybe str "Org of influxdb.";
            port = opt port 8086 "Its port.";
            scheme = opt str "http" "Scheme of influxdb.";
            tls = {
              insecure_skip_verify = flag "Whether tls has this: insecure skip verify.";
            };
            token = maybe str "Token of influxdb.";
          };
          listen = {
            basepath = opt str "" "Basepath of listen.";
            host = opt str "0.0.0.0" "Where it listens.";
            port = opt port 8080 "Its port.";
          };
        };
      };
    }) { } "Its settings.";
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
}
