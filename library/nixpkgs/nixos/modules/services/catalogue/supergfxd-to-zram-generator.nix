# Options of services, supergfxd to zram-generator. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  options.services = {
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
    teamviewer = {
      enable = flag "Whether teamviewer is there.";
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
      openFirewall = need bool "Whether its ports are open.";
      openPeerPorts = flag "Whether transmission has this: open peer ports.";
      openRPCPort = flag "Whether transmission has this: open RPC port.";
      package = packaged "transmission_3";
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
      checkconf = opt bool "!services.unbound.settings ? include && !services.unbound.settings ? remote-control" "Whether unbound has this: checkconf.";
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
      mongodbPackage = packaged "mongodb-5_0";
      openFirewall = flag "Whether its ports are open.";
      unifiPackage = packaged "unifi5";
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
    vaultwarden = {
      backupDir = maybe str "Backup dir of vaultwarden.";
      config = opt (attrsOf (nullOr (oneOf [ bool int str ]))) { ROCKET_ADDRESS = "::1"; ROCKET_PORT = 8222; } "Its configuration.";
      dbBackend = opt (enum [ "sqlite" "mysql" "postgresql" ]) "sqlite" "Db backend of vaultwarden.";
      enable = flag "Whether vaultwarden is there.";
      environmentFile = maybe path "File with variables that nobody else may read.";
      package = packaged "vaultwarden";
      webVaultPackage = packaged [ "vaultwarden" "webvault" ];
    };
    vnstat = {
      enable = flag "Whether vnstat is there.";
    };
    xrdp = {
      audio = {
        enable = flag "Whether audio is there.";
        package = packaged "pulseaudio-module-xrdp";
      };
      defaultWindowManager = opt str "xterm" "Default window manager of xrdp.";
      enable = flag "Whether xrdp is there.";
      extraConfDirCommands = opt str "" "Extra conf dir commands of xrdp.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "xrdp";
      port = opt port 3389 "Its port.";
      sslCert = opt str "/etc/xrdp/cert.pem" "Ssl cert of xrdp.";
      sslKey = opt str "/etc/xrdp/key.pem" "Ssl key of xrdp.";
    };
    yubikey-agent = {
      enable = flag "Whether yubikey-agent is there.";
      package = packaged "yubikey-agent";
    };
    zerotierone = {
      enable = flag "Whether zerotierone is there.";
      joinNetworks = opt (listOf str) [ ] "Join networks of zerotierone.";
      localConf = opt json { } "Local conf of zerotierone.";
      package = packaged "zerotierone";
      port = opt port 9993 "Its port.";
    };
    zfs = {
      autoReplication = {
        enable = flag "Whether auto replication is there.";
        followDelete = enabled "Whether auto replication has this: follow delete.";
        host = need str "Where it listens.";
        identityFilePath = need path "Identity file path of auto replication.";
        localFilesystem = need str "Local filesystem of auto replication.";
        recursive = enabled "Whether auto replication has this: recursive.";
        remoteFilesystem = need str "Remote filesystem of auto replication.";
        username = need str "Username of auto replication.";
      };
      autoScrub = {
        enable = flag "Whether auto scrub is there.";
        interval = opt str "monthly" "How often.";
        pools = opt (listOf str) [ ] "Pools of auto scrub.";
        randomizedDelaySec = opt str "6h" "Randomized delay sec of auto scrub.";
      };
      autoSnapshot = {
        daily = opt int 7 "Daily of auto snapshot.";
        enable = flag "Whether auto snapshot is there.";
        flags = opt str "-k -p" "Flags of auto snapshot.";
        frequent = opt int 4 "Frequent of auto snapshot.";
        hourly = opt int 24 "Hourly of auto snapshot.";
        monthly = opt int 12 "Monthly of auto snapshot.";
        weekly = opt int 4 "Weekly of auto snapshot.";
      };
      expandOnBoot = opt (oneOf [ (enum [ "disabled" "all" ]) (listOf str) ]) "disabled" "Expand on boot of zfs.";
      trim = {
        enable = enabled "Whether trim is there.";
        interval = opt str "weekly" "How often.";
        randomizedDelaySec = opt str "6h" "Randomized delay sec of trim.";
      };
      zed = {
        enableMail = flag "Whether it sends mail.";
        settings = need (attrsOf (oneOf [ str int bool (listOf str) ])) "Its settings.";
      };
    };
    zigbee2mqtt = {
      dataDir = opt path "/var/lib/zigbee2mqtt" "Folder of its data.";
      enable = flag "Whether zigbee2mqtt is there.";
      package = packaged "zigbee2mqtt";
      settings = opt yaml { } "Its settings.";
    };
    znc = {
      confOptions = {
        extraZncConf = opt lines "" "Extra znc conf of conf options.";
        modules = opt (listOf str) [
    "webadmin"
    "adminlog"
  ] "Modules of conf options.";
        networks = opt (attrsOf (submodule {
          options = {
            channels = opt (listOf str) [ ] "Channels of networks.";
            extraConf = opt lines "" "Extra conf of networks.";
            hasBitlbeeControlChannel = flag "Whether networks has this: has bitlbee control channel.";
            modules = opt (listOf str) [ "simple_away" ] "Modules of networks.";
            password = opt str "" "Password of networks.";
            port = opt port 6697 "Its port.";
            server = need str "Server of networks.";
            useSSL = enabled "Whether networks has this: SSL.";
          };
        })) { } "Networks of conf options.";
        nick = opt str "znc-user" "Nick of conf options.";
        passBlock = need str "Pass block of conf options.";
        port = opt port 5000 "Its port.";
        uriPrefix = maybe str "Uri prefix of conf options.";
        useSSL = enabled "Whether conf options has this: SSL.";
        userModules = opt (listOf str) [
    "chansaver"
    "controlpanel"
  ] "User modules of conf options.";
        userName = opt str "znc" "User name of conf options.";
      };
      config = opt (attrsOf anything) { } "Its settings.";
      configFile = need path "Its file.";
      dataDir = opt path "/var/lib/znc" "Folder of its data.";
      enable = flag "Whether znc is there.";
      extraFlags = opt (listOf str) [ ] "More arguments.";
      group = opt str "znc" "The group that runs it.";
      modulePackages = opt (listOf package) [ ] "Module packages of znc.";
      mutable = enabled "Whether znc has this: mutable.";
      openFirewall = flag "Whether its ports are open.";
      useLegacyConfig = enabled "Whether znc has this: legacy config.";
      user = opt str "znc" "Who runs it.";
    };
    zram-generator = {
      enable = flag "Whether zram-generator is there.";
      package = packaged "zram-generator";
      settings = opt (attrsOf section) { } "Its settings.";
    };
  };
}
