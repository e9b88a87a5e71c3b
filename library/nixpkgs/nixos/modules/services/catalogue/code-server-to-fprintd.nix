# Options of services, code-server to fprintd. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  code-server = {
    auth = opt (enum [ "none" "password" ]) "password" "Auth of code-server.";
    disableFileDownloads = flag "Whether code-server has this: disable file downloads.";
    disableGettingStartedOverride = flag "Whether code-server has this: disable getting started override.";
    disableTelemetry = flag "Whether code-server has this: disable telemetry.";
    disableUpdateCheck = flag "Whether code-server has this: disable update check.";
    disableWorkspaceTrust = flag "Whether code-server has this: disable workspace trust.";
    enable = flag "Whether code-server is there.";
    extensionsDir = maybe str "Extensions dir of code-server.";
    extraArguments = opt (listOf str) [ ] "Extra arguments of code-server.";
    extraEnvironment = opt (attrsOf str) { } "Extra environment of code-server.";
    extraGroups = opt (listOf str) [ ] "Extra groups of code-server.";
    extraPackages = opt (listOf package) [ ] "Extra packages of code-server.";
    group = opt str "code-server" "The group that runs it.";
    hashedPassword = opt str "" "Hashed password of code-server.";
    host = opt str "localhost" "Where it listens.";
    package = packaged "code-server";
    port = opt port 4444 "Its port.";
    proxyDomain = maybe str "Proxy domain of code-server.";
    socket = maybe str "Socket of code-server.";
    socketMode = maybe str "Socket mode of code-server.";
    user = opt str "code-server" "Who runs it.";
    userDataDir = maybe str "User data dir of code-server.";
  };
  consul = {
    alerts = {
      consulAddr = opt str "localhost:8500" "Consul addr of alerts.";
      enable = flag "Whether alerts is there.";
      listenAddr = opt str "localhost:9000" "Listen addr of alerts.";
      package = packaged "consul-alerts";
      watchChecks = enabled "Whether alerts has this: watch checks.";
      watchEvents = enabled "Whether alerts has this: watch events.";
    };
    dropPrivileges = enabled "Whether consul has this: drop privileges.";
    enable = flag "Whether consul is there.";
    extraConfig = opt (attrsOf anything) { } "More text of its file.";
    extraConfigFiles = opt (listOf str) [ ] "Extra config files of consul.";
    forceAddrFamily = opt (enum [ "any" "ipv4" "ipv6" ]) "any" "Force addr family of consul.";
    forceIpv4 = maybe bool "Force ipv4 of consul.";
    interface = {
      advertise = maybe str "Advertise of interface.";
      bind = maybe str "Where it listens.";
    };
    leaveOnStop = flag "Whether consul has this: leave on stop.";
    package = packaged "consul";
    webUi = flag "Whether consul has this: web ui.";
  };
  coturn = {
    alt-listening-port = maybe int "Alt listening port of coturn.";
    alt-tls-listening-port = maybe int "Alt tls listening port of coturn.";
    cert = maybe str "Cert of coturn.";
    cli-ip = opt str "127.0.0.1" "Cli ip of coturn.";
    cli-password = maybe str "Cli password of coturn.";
    cli-port = opt int 5766 "Cli port of coturn.";
    dh-file = maybe str "Dh file of coturn.";
    enable = flag "Whether coturn is there.";
    extraConfig = opt lines "" "More text of its file.";
    listening-ips = opt (listOf str) [ ] "Listening ips of coturn.";
    listening-port = opt int 3478 "Listening port of coturn.";
    lt-cred-mech = flag "Whether coturn has this: lt cred mech.";
    max-port = opt int 65535 "Max port of coturn.";
    min-port = opt int 49152 "Min port of coturn.";
    no-auth = flag "Whether coturn has this: no auth.";
    no-cli = flag "Whether coturn has this: no cli.";
    no-dtls = flag "Whether coturn has this: no dtls.";
    no-tcp = flag "Whether coturn has this: no tcp.";
    no-tcp-relay = flag "Whether coturn has this: no tcp relay.";
    no-tls = flag "Whether coturn has this: no tls.";
    no-udp = flag "Whether coturn has this: no udp.";
    no-udp-relay = flag "Whether coturn has this: no udp relay.";
    pkey = maybe str "Pkey of coturn.";
    realm = maybe str "Realm of coturn.";
    relay-ips = opt (listOf str) [ ] "Relay ips of coturn.";
    secure-stun = flag "Whether coturn has this: secure stun.";
    static-auth-secret = maybe str "Static auth secret of coturn.";
    static-auth-secret-file = maybe str "Static auth secret file of coturn.";
    tls-listening-port = opt int 5349 "Tls listening port of coturn.";
    use-auth-secret = flag "Whether coturn has this: auth secret.";
  };
  cron = {
    cronFiles = opt (listOf path) [ ] "Cron files of cron.";
    enable = flag "Whether cron is there.";
    mailto = maybe str "Mailto of cron.";
    systemCronJobs = opt (listOf str) [ ] "System cron jobs of cron.";
  };
  davfs2 = {
    davGroup = opt str "davfs2" "Dav group of davfs2.";
    davUser = opt str "davfs2" "Dav user of davfs2.";
    enable = flag "Whether davfs2 is there.";
    settings = opt (attrsOf (attrsOf (oneOf [ bool int str (attrsOf (oneOf [ bool int str ])) ]))) { } "Its settings.";
  };
  ddclient = {
    configFile = maybe path "Its file.";
    domains = opt (listOf str) [ "" ] "Domains of ddclient.";
    enable = flag "Whether ddclient is there.";
    extraConfig = opt lines "" "More text of its file.";
    interval = opt str "10min" "How often.";
    package = packaged "ddclient";
    passwordFile = maybe str "File with the password.";
    protocol = opt str "dyndns2" "Protocol of ddclient.";
    quiet = flag "Whether ddclient has this: quiet.";
    script = opt str "" "Script of ddclient.";
    server = opt str "" "Server of ddclient.";
    ssl = enabled "Whether ddclient has this: ssl.";
    use = opt str "" "Use of ddclient.";
    username = opt str "" "Username of ddclient.";
    usev4 = opt str "webv4, webv4=checkip.dyndns.com/, webv4-skip='Current IP Address: '" "Usev4 of ddclient.";
    usev6 = opt str "webv6, webv6=checkipv6.dyndns.com/, webv6-skip='Current IP Address: '" "Usev6 of ddclient.";
    verbose = flag "Whether ddclient has this: verbose.";
    zone = opt str "" "Zone of ddclient.";
  };
  ddns-updater = {
    enable = flag "Whether ddns-updater is there.";
    environment = opt (attrsOf str) { } "Its variables.";
    package = packaged "ddns-updater";
  };
  deluge = {
    authFile = need path "Auth file of deluge.";
    config = opt attrs { } "Its configuration.";
    dataDir = opt path "/var/lib/deluge" "Folder of its data.";
    declarative = flag "Whether deluge has this: declarative.";
    enable = flag "Whether deluge is there.";
    extraPackages = opt (listOf package) [ ] "Extra packages of deluge.";
    group = opt str "deluge" "The group that runs it.";
    openFilesLimit = opt (oneOf [ int str ]) 4096 "Open files limit of deluge.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "deluge";
    user = opt str "deluge" "Who runs it.";
    web = {
      enable = flag "Whether web is there.";
      openFirewall = flag "Whether its ports are open.";
      port = opt port 8112 "Its port.";
    };
  };
  devmon = {
    enable = flag "Whether devmon is there.";
  };
  dnscrypt-proxy2 = {
    configFile = maybe path "Its file, in place of the settings.";
    enable = flag "Whether dnscrypt-proxy2 is there.";
    settings = opt attrs { } "Its settings.";
    upstreamDefaults = enabled "Whether dnscrypt-proxy2 has this: upstream defaults.";
  };
  dnsmasq = {
    alwaysKeepRunning = flag "Whether dnsmasq has this: always keep running.";
    enable = flag "Whether dnsmasq is there.";
    extraConfig = opt lines "" "More text of its file.";
    package = packaged "dnsmasq";
    resolveLocalQueries = enabled "Whether dnsmasq has this: resolve local queries.";
    settings = opt (submodule {
      freeformType = (attrsOf atoms);
      options = {
        server = opt (listOf str) [ ] "Server of settings.";
      };
    }) { } "Its settings.";
  };
  dovecot2 = {
    configFile = maybe path "Its file.";
    createMailUser = enabled "Whether dovecot2 has this: create mail user.";
    enable = flag "Whether dovecot2 is there.";
    enableDHE = enabled "Whether dovecot2 has this: DHE.";
    enableImap = enabled "Whether dovecot2 has this: imap.";
    enableLmtp = flag "Whether dovecot2 has this: lmtp.";
    enablePAM = enabled "Whether dovecot2 has this: PAM.";
    enablePop3 = flag "Whether dovecot2 has this: pop3.";
    enableQuota = flag "Whether dovecot2 has this: quota.";
    extraConfig = opt lines "" "More text of its file.";
    group = opt str "dovecot2" "The group that runs it.";
    imapsieve = {
      mailbox = opt (listOf (submodule {
        options = {
          after = maybe path "After of mailbox.";
          before = maybe path "Before of mailbox.";
          causes = opt (listOf (enum [ "APPEND" "COPY" "FLAG" ])) [ ] "Causes of mailbox.";
          from = maybe str "From of mailbox.";
          name = need str "Its name.";
        };
      })) [ ] "Mailbox of imapsieve.";
    };
    mailGroup = maybe str "Mail group of dovecot2.";
    mailLocation = opt str "maildir:/var/spool/mail/%u" "Mail location of dovecot2.";
    mailPlugins = opt (submodule {
      options = {
        globally = opt (submodule {
          options = {
            enable = opt (listOf str) [ ] "Whether globally is there.";
          };
        }) { enable = [ ]; } "Globally of mail plugins.";
        perProtocol = opt (attrsOf (submodule {
          options = {
            enable = opt (listOf str) [ ] "Whether per protocol is there.";
          };
        })) { } "Per protocol of mail plugins.";
      };
    }) { } "Mail plugins of dovecot2.";
    mailUser = maybe str "Mail user of dovecot2.";
    mailboxes = opt anything { } "Mailboxes of dovecot2.";
    modules = opt (listOf package) [ ] "Modules of dovecot2.";
    pluginSettings = opt (attrsOf (oneOf [ str package ])) { } "Plugin settings of dovecot2.";
    protocols = opt (listOf str) [ ] "Protocols of dovecot2.";
    quotaGlobalPerUser = opt str "100G" "Quota global per user of dovecot2.";
    quotaPort = opt str "12340" "Quota port of dovecot2.";
    showPAMFailure = flag "Whether dovecot2 has this: show PAM failure.";
    sieve = {
      extensions = opt (listOf str) [ ] "Extensions of sieve.";
      globalExtensions = opt (listOf str) [ ] "Global extensions of sieve.";
      pipeBins = opt (listOf path) [ ] "Pipe bins of sieve.";
      plugins = opt (listOf str) [ ] "Plugins of sieve.";
      scripts = opt (attrsOf path) { } "Scripts of sieve.";
    };
    sslCACert = maybe str "Ssl CA cert of dovecot2.";
    sslServerCert = maybe str "Ssl server cert of dovecot2.";
    sslServerKey = maybe str "Ssl server key of dovecot2.";
    user = opt str "dovecot2" "Who runs it.";
  };
  duplicati = {
    dataDir = opt str "/var/lib/duplicati" "Folder of its data.";
    enable = flag "Whether duplicati is there.";
    interface = opt str "127.0.0.1" "Interface of duplicati.";
    package = packaged "duplicati";
    port = opt port 8200 "Its port.";
    user = opt str "duplicati" "Who runs it.";
  };
  earlyoom = {
    enable = flag "Whether earlyoom is there.";
    enableDebugInfo = flag "Whether earlyoom has this: debug info.";
    enableNotifications = flag "Whether earlyoom has this: notifications.";
    extraArgs = opt (listOf str) [ ] "More arguments.";
    freeMemKillThreshold = maybe (ints.between 1 100) "Free mem kill threshold of earlyoom.";
    freeMemThreshold = opt (ints.between 1 100) 10 "Free mem threshold of earlyoom.";
    freeSwapKillThreshold = maybe (ints.between 1 100) "Free swap kill threshold of earlyoom.";
    freeSwapThreshold = opt (ints.between 1 100) 10 "Free swap threshold of earlyoom.";
    killHook = maybe path "Kill hook of earlyoom.";
    package = packaged "earlyoom";
    reportInterval = opt int 3600 "Report interval of earlyoom.";
  };
  elasticsearch = {
    cluster_name = opt str "elasticsearch" "Cluster name of elasticsearch.";
    dataDir = opt path "/var/lib/elasticsearch" "Folder of its data.";
    enable = flag "Whether elasticsearch is there.";
    extraCmdLineOptions = opt (listOf str) [ ] "Extra cmd line options of elasticsearch.";
    extraConf = opt str "" "Extra conf of elasticsearch.";
    extraJavaOptions = opt (listOf str) [ ] "Extra java options of elasticsearch.";
    listenAddress = opt str "127.0.0.1" "Where it listens.";
    logging = maybe str "Logging of elasticsearch.";
    package = packaged "elasticsearch";
    plugins = opt (listOf package) [ ] "Plugins of elasticsearch.";
    port = opt port 9200 "Its port.";
    restartIfChanged = enabled "Whether elasticsearch has this: restart if changed.";
    single_node = enabled "Whether elasticsearch has this: single node.";
    tcp_port = opt int 9300 "Tcp port of elasticsearch.";
  };
  emacs = {
    defaultEditor = flag "Whether emacs has this: default editor.";
    enable = flag "Whether emacs is there.";
    install = flag "Whether emacs has this: install.";
    package = packaged "emacs";
    startWithGraphical = opt bool config.services.xserver.enable "Whether it starts with the desktop.";
  };
  endlessh = {
    enable = flag "Whether endlessh is there.";
    extraOptions = opt (listOf str) [ ] "More arguments.";
    openFirewall = flag "Whether its ports are open.";
    port = opt port 2222 "Its port.";
  };
  envfs = {
    enable = flag "Whether envfs is there.";
    extraFallbackPathCommands = opt lines "" "Extra fallback path commands of envfs.";
    package = packaged "envfs";
  };
  esphome = {
    address = opt str "localhost" "Its address.";
    allowedDevices = opt (listOf str) [
  "char-ttyS"
  "char-ttyUSB"
] "Allowed devices of esphome.";
    enable = flag "Whether esphome is there.";
    enableUnixSocket = flag "Whether esphome has this: unix socket.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "esphome";
    port = opt port 6052 "Its port.";
    usePing = flag "Whether esphome has this: ping.";
  };
  etcd = {
    advertiseClientUrls = opt (listOf str) [ ] "Advertise client urls of etcd.";
    certFile = maybe path "Cert file of etcd.";
    clientCertAuth = flag "Whether etcd has this: client cert auth.";
    dataDir = opt path "/var/lib/etcd" "Folder of its data.";
    discovery = opt str "" "Discovery of etcd.";
    enable = flag "Whether etcd is there.";
    extraConf = opt (attrsOf str) { } "Extra conf of etcd.";
    initialAdvertisePeerUrls = opt (listOf str) [ ] "Initial advertise peer urls of etcd.";
    initialCluster = opt (listOf str) [ ] "Initial cluster of etcd.";
    initialClusterState = opt (enum [ "new" "existing" ]) "new" "Initial cluster state of etcd.";
    initialClusterToken = opt str "etcd-cluster" "Initial cluster token of etcd.";
    keyFile = maybe path "Key file of etcd.";
    listenClientUrls = opt (listOf str) [ "http://127.0.0.1:2379" ] "Listen client urls of etcd.";
    listenPeerUrls = opt (listOf str) [ "http://127.0.0.1:2380" ] "Listen peer urls of etcd.";
    name = maybe str "Its name.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "etcd";
    peerCertFile = maybe path "Peer cert file of etcd.";
    peerClientCertAuth = flag "Whether etcd has this: peer client cert auth.";
    peerKeyFile = maybe path "Peer key file of etcd.";
    peerTrustedCaFile = maybe path "Peer trusted ca file of etcd.";
    trustedCaFile = maybe path "Trusted ca file of etcd.";
  };
  factorio = {
    admins = opt (listOf str) [ ] "Admins of factorio.";
    autosave-interval = maybe int "Autosave interval of factorio.";
    bind = opt str "0.0.0.0" "Where it listens.";
    configFile = maybe path "Its file.";
    description = opt (nullOr str) "" "Description of factorio.";
    enable = flag "Whether factorio is there.";
    extraSettings = opt attrs { } "Extra settings of factorio.";
    extraSettingsFile = maybe path "Extra settings file of factorio.";
    game-name = opt (nullOr str) "Factorio Game" "Game name of factorio.";
    game-password = maybe str "Game password of factorio.";
    lan = flag "Whether factorio has this: lan.";
    loadLatestSave = flag "Whether factorio has this: load latest save.";
    mods = opt (listOf package) [ ] "Mods of factorio.";
    mods-dat = maybe path "Mods dat of factorio.";
    nonBlockingSaving = flag "Whether factorio has this: non blocking saving.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "factorio-headless";
    password = maybe str "Password of factorio.";
    port = opt port 34197 "Its port.";
    public = flag "Whether factorio has this: public.";
    requireUserVerification = enabled "Whether factorio has this: require user verification.";
    saveName = opt str "default" "Save name of factorio.";
    stateDirName = opt str "factorio" "State dir name of factorio.";
    token = maybe str "Token of factorio.";
    username = maybe str "Username of factorio.";
  };
  fail2ban = {
    banaction = opt str (if config.networking.nftables.enable then "nftables-multiport" else "iptables-multiport") "How others are kept out.";
    banaction-allports = opt str (if config.networking.nftables.enable then "nftables-allports" else "iptables-allports") "How others are kept out of all ports.";
    bantime = opt str "10m" "Bantime of fail2ban.";
    bantime-increment = {
      enable = flag "Whether bantime increment is there.";
      factor = maybe str "Factor of bantime increment.";
      formula = maybe str "Formula of bantime increment.";
      maxtime = maybe str "Maxtime of bantime increment.";
      multipliers = maybe str "Multipliers of bantime increment.";
      overalljails = maybe bool "Overalljails of bantime increment.";
      rndtime = maybe str "Rndtime of bantime increment.";
    };
    daemonSettings = opt anything { } "Settings of the service.";
    enable = flag "Whether fail2ban is there.";
    extraPackages = opt (listOf package) [ ] "Extra packages of fail2ban.";
    ignoreIP = opt (listOf str) [ ] "Ignore IP of fail2ban.";
    jails = opt (attrsOf (oneOf [ lines anything ])) { } "Jails of fail2ban.";
    maxretry = opt ints.unsigned 3 "Maxretry of fail2ban.";
    package = packaged "fail2ban";
    packageFirewall = packaged "iptables";
  };
  firefly-iii = {
    dataDir = opt path "/var/lib/firefly-iii" "Folder of its data.";
    enable = flag "Whether firefly-iii is there.";
    enableNginx = flag "Whether firefly-iii has this: nginx.";
    group = opt str "If `services.firefly-iii.enableNginx` is true then `nginx` else firefly-iii" "The group that runs it.";
    package = packaged "firefly-iii";
    poolConfig = opt (attrsOf (oneOf [ str int bool ])) { pm = "dynamic"; "pm.max_children" = 32; "pm.max_requests" = 500; "pm.max_spare_servers" = 4; "pm.min_spare_servers" = 2; "pm.start_servers" = 2; } "Pool config of firefly-iii.";
    settings = opt (submodule {
      freeformType = (attrsOf (oneOf [ str int bool ]));
      options = {
        APP_ENV = opt (enum [ "local" "production" "testing" ]) "local" "APP ENV of settings.";
        APP_KEY_FILE = need path "APP KEY FILE of settings.";
        APP_URL = maybe str "APP URL of settings.";
        DB_CONNECTION = opt (enum [ "sqlite" "pgsql" "mysql" ]) "sqlite" "DB CONNECTION of settings.";
        DB_HOST = maybe str "DB HOST of settings.";
        DB_PORT = maybe int "DB PORT of settings.";
      };
    }) { } "Its settings.";
    user = opt str "firefly-iii" "Who runs it.";
    virtualHost = opt str "localhost" "Virtual host of firefly-iii.";
  };
  forgejo = {
    customDir = opt str "${config.services.forgejo.stateDir}/custom" "Folder of its own changes.";
    database = {
      createDatabase = enabled "Whether database has this: create database.";
      host = opt str "127.0.0.1" "Where it listens.";
      name = opt str "forgejo" "Its name.";
      passwordFile = maybe path "File with the password.";
      path = opt str "${config.services.forgejo.stateDir}/data/forgejo.db" "File of the database.";
      port = opt port (if config.services.forgejo.database.type != "postgresql" then 3306 else 5432) "Port of the database.";
      socket = maybe path "Socket of database.";
      type = opt (enum [ "sqlite3" "mysql" "postgres" ]) "sqlite3" "Type of database.";
      user = opt str "forgejo" "Who runs it.";
    };
    dump = {
      backupDir = opt str "${config.services.forgejo.stateDir}/dump" "Folder of the copies.";
      enable = flag "Whether dump is there.";
      file = maybe str "File of dump.";
      interval = opt str "04:31" "How often.";
      type = opt (enum [ "zip" "tar" "tar.sz" "tar.gz" "tar.xz" "tar.bz2" "tar.br" "tar.lz4" "tar.zst" ]) "zip" "Type of dump.";
    };
    enable = flag "Whether forgejo is there.";
    group = opt str "forgejo" "The group that runs it.";
    lfs = {
      contentDir = opt str "${config.services.forgejo.stateDir}/data/lfs" "Folder of large files.";
      enable = flag "Whether lfs is there.";
    };
    package = packaged "forgejo";
    repositoryRoot = opt str "${config.services.forgejo.stateDir}/repositories" "Folder of the repositories.";
    secrets = opt (attrsOf (attrsOf path)) { } "Secrets of forgejo.";
    settings = opt (submodule {
      freeformType = (attrsOf section);
      options = {
        log = {
          LEVEL = opt (enum [ "Trace" "Debug" "Info" "Warn" "Error" "Critical" ]) "Info" "LEVEL of log.";
          ROOT_PATH = maybe str "ROOT PATH of log.";
        };
        server = {
          DISABLE_SSH = flag "Whether server has this: DISABLE SSH.";
          DOMAIN = opt str "localhost" "DOMAIN of server.";
          HTTP_ADDR = maybe (oneOf [ str path ]) "HTTP ADDR of server.";
          HTTP_PORT = opt port 3000 "HTTP PORT of server.";
          PROTOCOL = opt (enum [ "http" "https" "fcgi" "http+unix" "fcgi+unix" ]) "http" "PROTOCOL of server.";
          ROOT_URL = maybe str "ROOT URL of server.";
          SSH_PORT = opt port 22 "SSH PORT of server.";
          STATIC_ROOT_PATH = maybe (oneOf [ str path ]) "STATIC ROOT PATH of server.";
        };
        session = {
          COOKIE_SECURE = flag "Whether session has this: COOKIE SECURE.";
        };
      };
    }) { } "Its settings.";
    stateDir = opt str "/var/lib/forgejo" "Folder of its state.";
    useWizard = flag "Whether forgejo has this: wizard.";
    user = opt str "forgejo" "Who runs it.";
  };
  fprintd = {
    enable = flag "Whether fprintd is there.";
    package = opt package (if config.services.fprintd.tod.enable then pkgs.fprintd-tod or pkgs.fprintd else pkgs.fprintd) "Its package.";
    tod = {
      driver = need package "Driver of tod.";
      enable = flag "Whether tod is there.";
    };
  };
}
