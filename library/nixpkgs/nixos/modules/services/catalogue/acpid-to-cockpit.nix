# Options of services, acpid to cockpit. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  acpid = {
    acEventCommands = opt lines "" "Ac event commands of acpid.";
    enable = flag "Whether acpid is there.";
    handlers = opt (attrsOf (submodule {
      options = {
        action = need lines "Action of handlers.";
        event = need str "Event of handlers.";
      };
    })) { } "Handlers of acpid.";
    lidEventCommands = opt lines "" "Lid event commands of acpid.";
    logEvents = flag "Whether acpid has this: log events.";
    powerEventCommands = opt lines "" "Power event commands of acpid.";
  };
  adguardhome = {
    allowDHCP = opt bool false "Whether it gives addresses out.";
    enable = flag "Whether adguardhome is there.";
    extraArgs = opt (listOf str) [ ] "More arguments.";
    host = opt str "0.0.0.0" "Where it listens.";
    mutableSettings = enabled "Whether adguardhome has this: mutable settings.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "adguardhome";
    port = opt port 3000 "Its port.";
    settings = maybe (submodule {
      freeformType = yaml;
      options = {
        schema_version = maybe int "Schema version of settings.";
      };
    }) "Its settings.";
  };
  ananicy = {
    enable = flag "Whether ananicy is there.";
    extraCgroups = opt (listOf attrs) [ ] "Extra cgroups of ananicy.";
    extraRules = opt (listOf attrs) [ ] "Extra rules of ananicy.";
    extraTypes = opt (listOf attrs) [ ] "Extra types of ananicy.";
    package = packaged "ananicy";
    rulesProvider = packaged "ananicy";
    settings = opt (attrsOf (oneOf [ int bool str ])) { } "Its settings.";
  };
  asusd = {
    animeConfig = maybe str "Anime config of asusd.";
    asusdConfig = maybe str "Asusd config of asusd.";
    auraConfig = maybe str "Aura config of asusd.";
    enable = flag "Whether asusd is there.";
    enableUserService = flag "Whether asusd has this: user service.";
    fanCurvesConfig = maybe str "Fan curves config of asusd.";
    package = packaged "asusctl";
    profileConfig = maybe str "Profile config of asusd.";
    userLedModesConfig = maybe str "User led modes config of asusd.";
  };
  atd = {
    allowEveryone = flag "Whether atd has this: allow everyone.";
    enable = flag "Whether atd is there.";
  };
  atuin = {
    database = {
      createLocally = enabled "Whether database has this: create locally.";
      uri = opt (nullOr str) "postgresql:///atuin?host=/run/postgresql" "Uri of database.";
    };
    enable = flag "Whether atuin is there.";
    host = opt str "127.0.0.1" "Where it listens.";
    maxHistoryLength = opt int 8192 "Max history length of atuin.";
    openFirewall = flag "Whether its ports are open.";
    openRegistration = flag "Whether atuin has this: open registration.";
    package = packaged "atuin";
    path = opt str "" "Its folder.";
    port = opt port 8888 "Its port.";
  };
  audiobookshelf = {
    dataDir = opt str "audiobookshelf" "Folder of its data.";
    enable = flag "Whether audiobookshelf is there.";
    group = opt str "audiobookshelf" "The group that runs it.";
    host = opt str "127.0.0.1" "Where it listens.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "audiobookshelf";
    port = opt port 8000 "Its port.";
    user = opt str "audiobookshelf" "Who runs it.";
  };
  authelia = {
    instances = opt (attrsOf (submodule ({ name, ... }: {
      options = {
        enable = flag "Whether instances is there.";
        environmentVariables = opt (attrsOf str) { } "Environment variables of instances.";
        group = opt str "authelia-${name}" "The group that runs it.";
        name = opt str name "Its name.";
        package = packaged "authelia";
        secrets = opt (submodule {
          options = {
            jwtSecretFile = maybe path "Jwt secret file of secrets.";
            manual = flag "Whether secrets has this: manual.";
            oidcHmacSecretFile = maybe path "Oidc hmac secret file of secrets.";
            oidcIssuerPrivateKeyFile = maybe path "Oidc issuer private key file of secrets.";
            sessionSecretFile = maybe path "Session secret file of secrets.";
            storageEncryptionKeyFile = maybe path "Storage encryption key file of secrets.";
          };
        }) { } "Secrets of instances.";
        settings = opt (submodule {
          freeformType = yaml;
          options = {
            default_2fa_method = opt (enum [ "" "totp" "webauthn" "mobile_push" ]) "" "Default 2fa method of settings.";
            log = {
              file_path = maybe path "File path of log.";
              format = opt (enum [ "json" "text" ]) "json" "Format of log.";
              keep_stdout = flag "Whether log has this: keep stdout.";
              level = opt (enum [ "info" "debug" "trace" ]) "debug" "Level of log.";
            };
            server = {
              address = opt str "tcp://:9091/" "Its address.";
            };
            telemetry = {
              metrics = {
                address = opt str "tcp://127.0.0.1:9959" "Its address.";
                enabled = flag "Whether metrics has this: enabled.";
              };
            };
            theme = opt (enum [ "light" "dark" "grey" "auto" ]) "light" "Theme of settings.";
          };
        }) { } "Its settings.";
        settingsFiles = opt (listOf path) [ ] "Settings files of instances.";
        user = opt str "authelia-${name}" "Who runs it.";
      };
    }))) { } "Instances of authelia.";
  };
  auto-cpufreq = {
    enable = flag "Whether auto-cpufreq is there.";
    settings = opt (attrsOf section) { } "Its settings.";
  };
  automatic-timezoned = {
    enable = flag "Whether automatic-timezoned is there.";
    package = packaged "automatic-timezoned";
  };
  autorandr = {
    defaultTarget = opt str "default" "Default target of autorandr.";
    enable = flag "Whether autorandr is there.";
    hooks = opt (submodule {
      options = {
        postswitch = opt (attrsOf lines) { } "Postswitch of hooks.";
        predetect = opt (attrsOf lines) { } "Predetect of hooks.";
        preswitch = opt (attrsOf lines) { } "Preswitch of hooks.";
      };
    }) { } "Hooks of autorandr.";
    ignoreLid = flag "Whether autorandr has this: ignore lid.";
    matchEdid = flag "Whether autorandr has this: match edid.";
    profiles = opt (attrsOf (submodule {
      options = {
        config = opt (attrsOf (submodule {
          options = {
            crtc = maybe ints.unsigned "Crtc of config.";
            dpi = maybe ints.positive "Dpi of config.";
            enable = enabled "Whether config is there.";
            gamma = opt str "" "Gamma of config.";
            mode = opt str "" "Mode of config.";
            position = opt str "" "Position of config.";
            primary = flag "Whether config has this: primary.";
            rate = opt str "" "Rate of config.";
            rotate = maybe (enum [ "normal" "left" "right" "inverted" ]) "Rotate of config.";
            scale = maybe (submodule {
              options = {
                method = opt (enum [ "factor" "pixel" ]) "factor" "Method of scale.";
                x = need (oneOf [ float ints.positive ]) "X of scale.";
                y = need (oneOf [ float ints.positive ]) "Y of scale.";
              };
            }) "Scale of config.";
            transform = opt anything null "Transform of config.";
          };
        })) { } "Its configuration.";
        fingerprint = opt (attrsOf str) { } "Fingerprint of profiles.";
        hooks = opt (submodule {
          options = {
            postswitch = opt (attrsOf lines) { } "Postswitch of hooks.";
            predetect = opt (attrsOf lines) { } "Predetect of hooks.";
            preswitch = opt (attrsOf lines) { } "Preswitch of hooks.";
          };
        }) { } "Hooks of profiles.";
      };
    })) { } "Profiles of autorandr.";
  };
  bazarr = {
    enable = flag "Whether bazarr is there.";
    group = opt str "bazarr" "The group that runs it.";
    listenPort = opt port 6767 "Listen port of bazarr.";
    openFirewall = flag "Whether its ports are open.";
    user = opt str "bazarr" "Who runs it.";
  };
  blocky = {
    enable = flag "Whether blocky is there.";
    package = packaged "blocky";
    settings = opt yaml { } "Its settings.";
  };
  borgbackup = {
    jobs = opt (attrsOf (submodule {
      options = {
        appendFailedSuffix = enabled "Whether jobs has this: append failed suffix.";
        archiveBaseName = opt (nullOr (strMatching "[^/{}]+")) null "What names of copies begin with.";
        compression = opt (strMatching "none|(auto,)?(lz4|zstd|zlib|lzma)(,[[:digit:]]{1,2})?") "lz4" "Compression of jobs.";
        dateFormat = opt str "+%Y-%m-%dT%H:%M:%S" "Date format of jobs.";
        doInit = enabled "Whether jobs has this: do init.";
        dumpCommand = maybe path "Dump command of jobs.";
        encryption = {
          mode = need (enum [ "repokey" "keyfile" "repokey-blake2" "keyfile-blake2" "authenticated" "authenticated-blake2" "none" ]) "Mode of encryption.";
          passCommand = maybe str "Pass command of encryption.";
          passphrase = maybe str "Passphrase of encryption.";
        };
        environment = opt (attrsOf str) { } "Its variables.";
        exclude = opt (listOf str) [ ] "Exclude of jobs.";
        extraArgs = opt (coercedTo (listOf str) lib.escapeShellArgs str) "" "More arguments.";
        extraCompactArgs = opt (coercedTo (listOf str) lib.escapeShellArgs str) "" "More arguments.";
        extraCreateArgs = opt (coercedTo (listOf str) lib.escapeShellArgs str) "" "More arguments.";
        extraInitArgs = opt (coercedTo (listOf str) lib.escapeShellArgs str) "" "More arguments.";
        extraPruneArgs = opt (coercedTo (listOf str) lib.escapeShellArgs str) "" "More arguments.";
        failOnWarnings = enabled "Whether jobs has this: fail on warnings.";
        group = opt str "root" "The group that runs it.";
        inhibitsSleep = flag "Whether jobs has this: inhibits sleep.";
        paths = opt (nullOr (coercedTo str lib.singleton (listOf str))) null "What is copied.";
        patterns = opt (listOf str) [ ] "Patterns of jobs.";
        persistentTimer = flag "Whether jobs has this: persistent timer.";
        postCreate = opt lines "" "Post create of jobs.";
        postHook = opt lines "" "Post hook of jobs.";
        postInit = opt lines "" "Post init of jobs.";
        postPrune = opt lines "" "Post prune of jobs.";
        preHook = opt lines "" "Pre hook of jobs.";
        privateTmp = enabled "Whether jobs has this: private tmp.";
        prune = {
          keep = opt (attrsOf (oneOf [ int (strMatching "[[:digit:]]+[Hdwmy]") ])) { } "Keep of prune.";
          prefix = maybe str "Prefix of prune.";
        };
        readWritePaths = opt (listOf path) [ ] "Read write paths of jobs.";
        removableDevice = flag "Whether jobs has this: removable device.";
        repo = need str "Repo of jobs.";
        startAt = opt (oneOf [ str (listOf str) ]) "daily" "Start at of jobs.";
        user = opt str "root" "Who runs it.";
      };
    })) { } "Jobs of borgbackup.";
    package = packaged "borgbackup";
    repos = opt (attrsOf (submodule {
      options = {
        allowSubRepos = flag "Whether repos has this: allow sub repos.";
        authorizedKeys = opt (listOf str) [ ] "Authorized keys of repos.";
        authorizedKeysAppendOnly = opt (listOf str) [ ] "Authorized keys append only of repos.";
        group = opt str "borg" "The group that runs it.";
        path = opt path "/var/lib/borgbackup" "Its folder.";
        quota = maybe (strMatching "[[:digit:].]+[KMGTP]?") "Quota of repos.";
        user = opt str "borg" "Who runs it.";
      };
    })) { } "Repos of borgbackup.";
  };
  btrbk = {
    extraPackages = opt (listOf package) [ ] "Extra packages of btrbk.";
    instances = opt (attrsOf (submodule {
      options = {
        onCalendar = opt (nullOr str) "daily" "On calendar of instances.";
        settings = opt anything { } "Its settings.";
      };
    })) { } "Instances of btrbk.";
    ioSchedulingClass = opt (enum [ "idle" "best-effort" "realtime" ]) "best-effort" "Io scheduling class of btrbk.";
    niceness = opt (ints.between (-20) 19) 10 "Niceness of btrbk.";
    sshAccess = opt (listOf (submodule {
      options = {
        key = need str "Key of ssh access.";
        roles = need (listOf (enum [ "info" "source" "target" "delete" "snapshot" "send" "receive" ])) "Roles of ssh access.";
      };
    })) [ ] "Ssh access of btrbk.";
  };
  calibre-web = {
    dataDir = opt str "calibre-web" "Folder of its data.";
    enable = flag "Whether calibre-web is there.";
    group = opt str "calibre-web" "The group that runs it.";
    listen = {
      ip = opt str "::1" "Ip of listen.";
      port = opt port 8083 "Its port.";
    };
    openFirewall = flag "Whether its ports are open.";
    options = {
      calibreLibrary = maybe path "Calibre library of options.";
      enableBookConversion = flag "Whether options has this: book conversion.";
      enableBookUploading = flag "Whether options has this: book uploading.";
      enableKepubify = flag "Whether options has this: kepubify.";
      reverseProxyAuth = {
        enable = flag "Whether reverse proxy auth is there.";
        header = opt str "" "Header of reverse proxy auth.";
      };
    };
    package = packaged "calibre-web";
    user = opt str "calibre-web" "Who runs it.";
  };
  changedetection-io = {
    baseURL = maybe str "Base URL of changedetection-io.";
    behindProxy = flag "Whether changedetection-io has this: behind proxy.";
    chromePort = opt port 4444 "Chrome port of changedetection-io.";
    datastorePath = opt str "/var/lib/changedetection-io" "Datastore path of changedetection-io.";
    enable = flag "Whether changedetection-io is there.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    group = opt str "changedetection-io" "The group that runs it.";
    listenAddress = opt str "localhost" "Where it listens.";
    playwrightSupport = flag "Whether changedetection-io has this: playwright support.";
    port = opt port 5000 "Its port.";
    user = opt str "changedetection-io" "Who runs it.";
    webDriverSupport = flag "Whether changedetection-io has this: web driver support.";
  };
  chrony = {
    autotrimThreshold = opt ints.positive 30 "Autotrim threshold of chrony.";
    directory = opt str "/var/lib/chrony" "Directory of chrony.";
    enable = flag "Whether chrony is there.";
    enableMemoryLocking = opt bool (config.environment.memoryAllocator.provider != "graphene-hardened") "Whether chrony has this: memory locking.";
    enableNTS = flag "Whether chrony has this: NTS.";
    enableRTCTrimming = enabled "Whether chrony has this: RTC trimming.";
    extraConfig = opt lines "" "More text of its file.";
    extraFlags = opt (listOf str) [ ] "More arguments.";
    initstepslew = {
      enabled = enabled "Whether initstepslew has this: enabled.";
      threshold = opt (oneOf [ float int ]) 1000 "Threshold of initstepslew.";
    };
    package = packaged "chrony";
    serverOption = opt (enum [ "iburst" "offline" ]) "iburst" "Server option of chrony.";
    servers = opt (listOf str) config.networking.timeServers "Servers of the time.";
  };
  clamav = {
    daemon = {
      enable = flag "Whether daemon is there.";
      settings = opt (attrsOf (oneOf [ bool int str (listOf str) ])) { } "Its settings.";
    };
    fangfrisch = {
      enable = flag "Whether fangfrisch is there.";
      interval = opt str "hourly" "How often.";
      settings = opt (attrsOf (attrsOf (oneOf [ str int bool ]))) { } "Its settings.";
    };
    package = packaged "clamav";
    scanner = {
      enable = flag "Whether scanner is there.";
      interval = opt str "*-*-* 04:00:00" "How often.";
      scanDirectories = opt (listOf str) [
  "/home"
  "/var/lib"
  "/tmp"
  "/etc"
  "/var/tmp"
] "Scan directories of scanner.";
    };
    updater = {
      enable = flag "Whether updater is there.";
      frequency = opt int 12 "Frequency of updater.";
      interval = opt str "hourly" "How often.";
      settings = opt (attrsOf (oneOf [ bool int str (listOf str) ])) { } "Its settings.";
    };
  };
  cloud-init = {
    btrfs = {
      enable = maybe bool "Whether btrfs is there.";
    };
    config = opt str "" "Its configuration.";
    enable = flag "Whether cloud-init is there.";
    ext4 = {
      enable = maybe bool "Whether ext4 is there.";
    };
    extraPackages = opt (listOf package) [ ] "Extra packages of cloud-init.";
    network = {
      enable = flag "Whether network is there.";
    };
    settings = opt yaml { } "Its settings.";
    xfs = {
      enable = maybe bool "Whether xfs is there.";
    };
  };
  cloudflared = {
    enable = flag "Whether cloudflared is there.";
    group = opt str "cloudflared" "The group that runs it.";
    package = packaged "cloudflared";
    tunnels = opt (attrsOf (submodule {
      options = {
        credentialsFile = need str "Credentials file of tunnels.";
        default = need str "Default of tunnels.";
        ingress = opt (attrsOf (oneOf [ str anything ])) { } "Ingress of tunnels.";
        originRequest = {
          caPool = maybe (oneOf [ str path ]) "Ca pool of origin request.";
          connectTimeout = maybe str "Connect timeout of origin request.";
          disableChunkedEncoding = maybe bool "Disable chunked encoding of origin request.";
          httpHostHeader = maybe str "Http host header of origin request.";
          keepAliveConnections = maybe int "Keep alive connections of origin request.";
          keepAliveTimeout = maybe str "Keep alive timeout of origin request.";
          noHappyEyeballs = maybe bool "No happy eyeballs of origin request.";
          noTLSVerify = maybe bool "No TLS verify of origin request.";
          originServerName = maybe str "Origin server name of origin request.";
          proxyAddress = maybe str "Proxy address of origin request.";
          proxyPort = maybe int "Proxy port of origin request.";
          proxyType = maybe (enum [ "" "socks" ]) "Proxy type of origin request.";
          tcpKeepAlive = maybe str "Tcp keep alive of origin request.";
          tlsTimeout = maybe str "Tls timeout of origin request.";
        };
        warp-routing = {
          enabled = maybe bool "Enabled of warp routing.";
        };
      };
    })) { } "Tunnels of cloudflared.";
    user = opt str "cloudflared" "Who runs it.";
  };
  cockpit = {
    enable = flag "Whether cockpit is there.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "cockpit";
    port = opt port 9090 "Its port.";
    settings = opt (attrsOf section) { } "Its settings.";
  };
}
