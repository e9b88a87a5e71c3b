# Options of services, shiori to vnstat. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  shiori = {
    address = opt str "" "Its address.";
    databaseUrl = maybe str "Database url of shiori.";
    enable = flag "Whether shiori is there.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    package = packaged "shiori";
    port = opt port 8080 "Its port.";
    webRoot = opt str "/" "Web root of shiori.";
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
  snowflake-proxy = {
    broker = maybe str "Broker of snowflake-proxy.";
    capacity = maybe int "Capacity of snowflake-proxy.";
    enable = flag "Whether snowflake-proxy is there.";
    relay = maybe str "Relay of snowflake-proxy.";
    stun = maybe str "Stun of snowflake-proxy.";
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
  supergfxd = {
    enable = flag "Whether supergfxd is there.";
    settings = maybe json "Its settings.";
  };
  syncoid = {
    commands = opt (attrsOf (submodule {
      options = {
        extraArgs = opt (listOf str) [ ] "More arguments.";
        localSourceAllow = need (listOf str) "Local source allow of commands.";
        localTargetAllow = need (listOf str) "Local target allow of commands.";
        recursive = flag "Whether commands has this: recursive.";
        recvOptions = opt (separatedString " ") "" "Recv options of commands.";
        sendOptions = opt (separatedString " ") "" "Send options of commands.";
        service = opt attrs { } "Service of commands.";
        source = need str "Source of commands.";
        sshKey = opt (nullOr (coercedTo path toString str)) config.services.syncoid.sshKey "Key for SSH.";
        target = need str "Target of commands.";
        useCommonArgs = enabled "Whether commands has this: common args.";
      };
    })) { } "Commands of syncoid.";
    commonArgs = opt (listOf str) [ ] "Common args of syncoid.";
    enable = flag "Whether syncoid is there.";
    group = opt str "syncoid" "The group that runs it.";
    interval = opt str "hourly" "How often.";
    localSourceAllow = opt (listOf str) [
  "bookmark"
  "hold"
  "send"
  "snapshot"
  "destroy"
  "mount"
] "Local source allow of syncoid.";
    localTargetAllow = opt (listOf str) [
  "change-key"
  "compression"
  "create"
  "mount"
  "mountpoint"
  "receive"
  "rollback"
] "Local target allow of syncoid.";
    package = packaged "sanoid";
    service = opt attrs { } "Service of syncoid.";
    sshKey = maybe (coercedTo path toString str) "Key for SSH.";
    user = opt str "syncoid" "Who runs it.";
  };
  syncplay = {
    certDir = maybe path "Cert dir of syncplay.";
    enable = flag "Whether syncplay is there.";
    extraArgs = opt (listOf str) [ ] "More arguments.";
    group = opt str "nogroup" "The group that runs it.";
    passwordFile = maybe path "File with the password.";
    port = opt port 8999 "Its port.";
    salt = maybe str "Salt of syncplay.";
    saltFile = maybe path "Salt file of syncplay.";
    user = opt str "nobody" "Who runs it.";
  };
  system-config-printer = {
    enable = flag "Whether system-config-printer is there.";
  };
  tandoor-recipes = {
    address = opt str "localhost" "Its address.";
    enable = flag "Whether tandoor-recipes is there.";
    extraConfig = opt attrs { } "More text of its file.";
    package = packaged "tandoor-recipes";
    port = opt port 8080 "Its port.";
  };
  teamspeak3 = {
    dataDir = opt path "/var/lib/teamspeak3-server" "Folder of its data.";
    defaultVoicePort = opt port 9987 "Default voice port of teamspeak3.";
    enable = flag "Whether teamspeak3 is there.";
    fileTransferIP = maybe str "File transfer IP of teamspeak3.";
    fileTransferPort = opt port 30033 "File transfer port of teamspeak3.";
    logPath = opt path "/var/log/teamspeak3-server/" "Log path of teamspeak3.";
    openFirewall = flag "Whether its ports are open.";
    openFirewallServerQuery = flag "Whether teamspeak3 has this: open firewall server query.";
    queryHttpPort = opt port 10080 "Query http port of teamspeak3.";
    queryIP = maybe str "Query IP of teamspeak3.";
    queryPort = opt port 10011 "Query port of teamspeak3.";
    querySshPort = opt port 10022 "Query ssh port of teamspeak3.";
    voiceIP = maybe str "Voice IP of teamspeak3.";
  };
  teamviewer = {
    enable = flag "Whether teamviewer is there.";
  };
  technitium-dns-server = {
    enable = flag "Whether technitium-dns-server is there.";
    firewallTCPPorts = opt (listOf int) [ 53 5380 53443 ] "Firewall TCP ports of technitium-dns-server.";
    firewallUDPPorts = opt (listOf int) [ 53 ] "Firewall UDP ports of technitium-dns-server.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "technitium-dns-server";
  };
  telegraf = {
    enable = flag "Whether telegraf is there.";
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
    extraConfig = opt toml { } "More text of its file.";
    package = packaged "telegraf";
  };
  thermald = {
    configFile = maybe path "Its file.";
    debug = flag "Whether thermald has this: debug.";
    enable = flag "Whether thermald is there.";
    ignoreCpuidCheck = flag "Whether thermald has this: ignore cpuid check.";
    package = packaged "thermald";
  };
  thinkfan = {
    enable = flag "Whether thinkfan is there.";
    extraArgs = opt (listOf str) [ ] "More arguments.";
    fans = opt (listOf (attrsOf anything)) [ { query = "/proc/acpi/ibm/fan"; type = "tpacpi"; } ] "The fans.";
    levels = opt (listOf (listOf anything)) [ [ 0 0 55 ] [ 1 48 60 ] [ 2 50 61 ] [ 3 52 63 ] [ 6 56 65 ] [ 7 60 85 ] [ "level auto" 80 32767 ] ] "How fast at which heat.";
    sensors = opt (listOf (attrsOf anything)) [ { query = "/proc/acpi/ibm/thermal"; type = "tpacpi"; } ] "What measures the heat.";
    settings = opt (attrsOf yaml) { } "Its settings.";
    smartSupport = flag "Whether thinkfan has this: smart support.";
  };
  throttled = {
    enable = flag "Whether throttled is there.";
    extraConfig = opt str "" "More text of its file.";
  };
  tlp = {
    enable = flag "Whether tlp is there.";
    extraConfig = opt lines "" "More text of its file.";
    settings = opt (attrsOf (oneOf [ bool int float str (listOf str) ])) { } "Its settings.";
  };
  touchegg = {
    enable = flag "Whether touchegg is there.";
    package = packaged "touchegg";
  };
  traefik = {
    dataDir = opt path "/var/lib/traefik" "Folder of its data.";
    dynamicConfigFile = maybe path "Dynamic config file of traefik.";
    dynamicConfigOptions = opt json { } "Dynamic config options of traefik.";
    enable = flag "Whether traefik is there.";
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
    group = opt str "traefik" "The group that runs it.";
    package = packaged "traefik";
    staticConfigFile = maybe path "Static config file of traefik.";
    staticConfigOptions = opt json { entryPoints.http.address = ":80"; } "Settings that need a start.";
  };
  transmission = {
    credentialsFile = opt path "/dev/null" "Credentials file of transmission.";
    downloadDirPermissions = maybe str "Download dir permissions of transmission.";
    enable = flag "Whether transmission is there.";
    extraFlags = opt (listOf str) [ ] "More arguments.";
    group = opt str "transmission" "The group that runs it.";
    home = opt path "/var/lib/transmission" "Its home directory.";
    openFirewall = flag "Whether its ports are open.";
    openPeerPorts = flag "Whether transmission has this: open peer ports.";
    openRPCPort = flag "Whether transmission has this: open RPC port.";
    package = packaged "transmission_4";
    performanceNetParameters = flag "Whether transmission has this: performance net parameters.";
    settings = opt (submodule {
      freeformType = json;
      options = {
        download-dir = maybe path "Download dir of settings.";
        incomplete-dir = maybe path "Incomplete dir of settings.";
        incomplete-dir-enabled = enabled "Whether settings has this: incomplete dir enabled.";
        message-level = opt (ints.between 0 6) 2 "Message level of settings.";
        peer-port = opt port 51413 "Peer port of settings.";
        peer-port-random-high = opt port 65535 "Peer port random high of settings.";
        peer-port-random-low = opt port 65535 "Peer port random low of settings.";
        peer-port-random-on-start = flag "Whether settings has this: peer port random on start.";
        rpc-bind-address = opt str "127.0.0.1" "Rpc bind address of settings.";
        rpc-port = opt port 9091 "Rpc port of settings.";
        script-torrent-done-enabled = flag "Whether settings has this: script torrent done enabled.";
        script-torrent-done-filename = maybe path "Script torrent done filename of settings.";
        trash-original-torrent-files = flag "Whether settings has this: trash original torrent files.";
        umask = opt int 2 "Umask of settings.";
        utp-enabled = enabled "Whether settings has this: utp enabled.";
        watch-dir = maybe path "Watch dir of settings.";
        watch-dir-enabled = flag "Whether settings has this: watch dir enabled.";
      };
    }) { } "Its settings.";
    user = opt str "transmission" "Who runs it.";
    webHome = maybe path "Web home of transmission.";
  };
  trezord = {
    emulator = {
      enable = flag "Whether emulator is there.";
      port = opt port 21324 "Its port.";
    };
    enable = flag "Whether trezord is there.";
  };
  unbound = {
    checkconf = opt bool (!config.services.unbound.settings ? include && !config.services.unbound.settings ? remote-control) "Whether unbound has this: checkconf.";
    enable = flag "Whether unbound is there.";
    enableRootTrustAnchor = enabled "Whether unbound has this: root trust anchor.";
    group = opt str "unbound" "The group that runs it.";
    localControlSocketPath = maybe str "Local control socket path of unbound.";
    package = packaged "unbound-with-systemd";
    resolveLocalQueries = enabled "Whether unbound has this: resolve local queries.";
    settings = opt anything { } "Its settings.";
    stateDir = opt path "/var/lib/unbound" "Folder of its state.";
    user = opt str "unbound" "Who runs it.";
  };
  undervolt = {
    analogioOffset = maybe int "Analogio offset of undervolt.";
    coreOffset = maybe int "Core offset of undervolt.";
    enable = flag "Whether undervolt is there.";
    gpuOffset = maybe int "Gpu offset of undervolt.";
    p1 = {
      limit = maybe int "Limit of p1.";
      window = maybe (oneOf [ float int ]) "Window of p1.";
    };
    p2 = {
      limit = maybe int "Limit of p2.";
      window = maybe (oneOf [ float int ]) "Window of p2.";
    };
    package = packaged "undervolt";
    temp = maybe int "Temp of undervolt.";
    tempAc = maybe int "Temp ac of undervolt.";
    tempBat = maybe int "Temp bat of undervolt.";
    turbo = maybe int "Turbo of undervolt.";
    uncoreOffset = maybe int "Uncore offset of undervolt.";
    useTimer = flag "Whether undervolt has this: timer.";
    verbose = flag "Whether undervolt has this: verbose.";
  };
  unifi = {
    enable = flag "Whether unifi is there.";
    extraJvmOptions = opt (listOf str) [ ] "Extra jvm options of unifi.";
    initialJavaHeapSize = maybe int "Initial java heap size of unifi.";
    jrePackage = packaged "jdk17_headless";
    maximumJavaHeapSize = maybe int "Maximum java heap size of unifi.";
    mongodbPackage = packaged "mongodb";
    openFirewall = flag "Whether its ports are open.";
    unifiPackage = packaged "unifi";
  };
  upower = {
    criticalPowerAction = opt (enum [ "PowerOff" "Hibernate" "HybridSleep" ]) "HybridSleep" "Critical power action of upower.";
    enable = flag "Whether upower is there.";
    enableWattsUpPro = flag "Whether upower has this: watts up pro.";
    ignoreLid = flag "Whether upower has this: ignore lid.";
    noPollBatteries = flag "Whether upower has this: no poll batteries.";
    package = packaged "upower";
    percentageAction = opt ints.unsigned 2 "Percentage action of upower.";
    percentageCritical = opt ints.unsigned 3 "Percentage critical of upower.";
    percentageLow = opt ints.unsigned 10 "Percentage low of upower.";
    timeAction = opt ints.unsigned 120 "Time action of upower.";
    timeCritical = opt ints.unsigned 300 "Time critical of upower.";
    timeLow = opt ints.unsigned 1200 "Time low of upower.";
    usePercentageForPolicy = enabled "Whether upower has this: percentage for policy.";
  };
  uptime-kuma = {
    appriseSupport = flag "Whether uptime-kuma has this: apprise support.";
    enable = flag "Whether uptime-kuma is there.";
    package = packaged "uptime-kuma";
    settings = opt (attrsOf str) { } "Its settings.";
  };
  usbguard = {
    IPCAllowedGroups = opt (listOf str) [ ] "IPC allowed groups of usbguard.";
    IPCAllowedUsers = opt (listOf str) [ "root" ] "IPC allowed users of usbguard.";
    dbus = {
      enable = flag "Whether dbus is there.";
    };
    deviceRulesWithPort = flag "Whether usbguard has this: device rules with port.";
    enable = flag "Whether usbguard is there.";
    implicitPolicyTarget = opt (enum [ "allow" "block" "reject" ]) "block" "Implicit policy target of usbguard.";
    insertedDevicePolicy = opt (enum [ "block" "reject" "apply-policy" ]) "apply-policy" "Inserted device policy of usbguard.";
    package = packaged "usbguard";
    presentControllerPolicy = opt (enum [ "allow" "block" "reject" "keep" "apply-policy" ]) "keep" "Present controller policy of usbguard.";
    presentDevicePolicy = opt (enum [ "allow" "block" "reject" "keep" "apply-policy" ]) "apply-policy" "Present device policy of usbguard.";
    restoreControllerDeviceState = flag "Whether usbguard has this: restore controller device state.";
    ruleFile = opt (nullOr path) "/var/lib/usbguard/rules.conf" "Rule file of usbguard.";
    rules = maybe lines "Rules of usbguard.";
  };
  usbmuxd = {
    enable = flag "Whether usbmuxd is there.";
    group = opt str "usbmux" "The group that runs it.";
    package = packaged "usbmuxd";
    user = opt str "usbmux" "Who runs it.";
  };
  varnish = {
    config = need lines "Its configuration.";
    enable = flag "Whether varnish is there.";
    enableConfigCheck = enabled "Whether varnish has this: config check.";
    extraCommandLine = opt str "" "Extra command line of varnish.";
    extraModules = opt (listOf package) [ ] "Extra modules of varnish.";
    http_address = opt str "*:6081" "Http address of varnish.";
    package = packaged "varnish";
    stateDir = maybe path "Folder of its state.";
  };
  vault = {
    address = opt str "127.0.0.1:8200" "Its address.";
    dev = flag "Whether vault has this: dev.";
    devRootTokenID = maybe str "Dev root token ID of vault.";
    enable = flag "Whether vault is there.";
    extraConfig = opt lines "" "More text of its file.";
    extraSettingsPaths = opt (listOf path) [ ] "Extra settings paths of vault.";
    listenerExtraConfig = opt lines "" "Listener extra config of vault.";
    package = packaged "vault";
    storageBackend = opt (enum [ "inmem" "file" "consul" "zookeeper" "s3" "azure" "dynamodb" "etcd" "mssql" "mysql" "postgresql" "swift" "gcs" "raft" ]) "inmem" "Storage backend of vault.";
    storageConfig = maybe lines "Storage config of vault.";
    storagePath = maybe path "Storage path of vault.";
    telemetryConfig = opt lines "" "Telemetry config of vault.";
    tlsCertFile = maybe str "Tls cert file of vault.";
    tlsKeyFile = maybe str "Tls key file of vault.";
  };
  vaultwarden = {
    backupDir = maybe str "Backup dir of vaultwarden.";
    config = opt (attrsOf (nullOr (oneOf [ bool int str ]))) { ROCKET_ADDRESS = "::1"; ROCKET_PORT = 8222; } "Its configuration.";
    dbBackend = opt (enum [ "sqlite" "mysql" "postgresql" ]) "sqlite" "Db backend of vaultwarden.";
    enable = flag "Whether vaultwarden is there.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    package = packaged "vaultwarden";
    webVaultPackage = opt package pkgs.vaultwarden-webvault "Package of its pages.";
  };
  vnstat = {
    enable = flag "Whether vnstat is there.";
  };
}
