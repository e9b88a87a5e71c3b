# Options of services, freshrss to go2rtc. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  freshrss = {
    authType = opt (enum [ "form" "http_auth" "none" ]) "form" "Auth type of freshrss.";
    baseUrl = need str "Base url of freshrss.";
    dataDir = opt str "/var/lib/freshrss" "Folder of its data.";
    database = {
      host = opt (nullOr str) "localhost" "Where it listens.";
      name = opt (nullOr str) "freshrss" "Its name.";
      passFile = maybe path "Pass file of database.";
      port = maybe port "Its port.";
      tableprefix = maybe str "Tableprefix of database.";
      type = opt (enum [ "sqlite" "pgsql" "mysql" ]) "sqlite" "Type of database.";
      user = opt (nullOr str) "freshrss" "Who runs it.";
    };
    defaultUser = opt str "admin" "Default user of freshrss.";
    enable = flag "Whether freshrss is there.";
    extensions = opt (listOf package) [] "Extensions of freshrss.";
    language = opt str "en" "Language of freshrss.";
    package = packaged "freshrss";
    passwordFile = maybe path "File with the password.";
    pool = opt str "freshrss" "Pool of freshrss.";
    user = opt str "freshrss" "Who runs it.";
    virtualHost = opt (nullOr str) "freshrss" "Virtual host of freshrss.";
  };
  frigate = {
    enable = flag "Whether frigate is there.";
    hostname = need str "Its name.";
    package = packaged "frigate";
    settings = opt (submodule {
      freeformType = yaml;
      options = {
        cameras = need (attrsOf yaml) "Cameras of settings.";
        database = {
          path = opt path "/var/lib/frigate/frigate.db" "Its folder.";
        };
        mqtt = {
          enabled = flag "Whether mqtt has this: enabled.";
          host = maybe str "Where it listens.";
        };
      };
    }) { } "Its settings.";
  };
  fwupd = {
    daemonSettings = opt (submodule {
      freeformType = sectionWithLists;
      options = {
        DisabledDevices = opt (listOf str) [ ] "Disabled devices of daemon settings.";
        DisabledPlugins = opt (listOf str) [ ] "Disabled plugins of daemon settings.";
        EspLocation = maybe path "Esp location of daemon settings.";
      };
    }) { } "Daemon settings of fwupd.";
    enable = flag "Whether fwupd is there.";
    extraRemotes = opt (listOf str) [ ] "Extra remotes of fwupd.";
    extraTrustedKeys = opt (listOf path) [ ] "Extra trusted keys of fwupd.";
    package = packaged "fwupd";
    uefiCapsuleSettings = opt sectionWithLists { } "Uefi capsule settings of fwupd.";
  };
  garage = {
    enable = flag "Whether garage is there.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    extraEnvironment = opt (attrsOf str) { } "Extra environment of garage.";
    logLevel = opt (enum [ "error" "warn" "info" "debug" "trace" ]) "info" "How much it records.";
    package = need package "Package of garage.";
    settings = opt (submodule {
      freeformType = toml;
      options = {
        data_dir = opt (oneOf [ path (listOf attrs) ]) "/var/lib/garage/data" "Data dir of settings.";
        metadata_dir = opt path "/var/lib/garage/meta" "Metadata dir of settings.";
      };
    }) { } "Its settings.";
  };
  geoclue2 = {
    appConfig = opt (attrsOf (submodule {
      options = {
        desktopID = need str "Desktop ID of app config.";
        isAllowed = need bool "Whether app config has this: is allowed.";
        isSystem = need bool "Whether app config has this: is system.";
        users = opt (listOf str) [ ] "Users of app config.";
      };
    })) { } "App config of geoclue2.";
    enable = flag "Whether geoclue2 is there.";
    enable3G = enabled "Whether geoclue2 has this: enable3 g.";
    enableCDMA = enabled "Whether geoclue2 has this: CDMA.";
    enableDemoAgent = enabled "Whether geoclue2 has this: demo agent.";
    enableModemGPS = enabled "Whether geoclue2 has this: modem GPS.";
    enableNmea = enabled "Whether geoclue2 has this: nmea.";
    enableWifi = enabled "Whether geoclue2 has this: wifi.";
    geoProviderUrl = opt str "https://location.services.mozilla.com/v1/geolocate?key=geoclue" "Geo provider url of geoclue2.";
    submissionNick = opt str "geoclue" "Submission nick of geoclue2.";
    submissionUrl = opt str "https://location.services.mozilla.com/v1/submit?key=geoclue" "Submission url of geoclue2.";
    submitData = flag "Whether geoclue2 has this: submit data.";
  };
  gitea = {
    appName = opt str "gitea: Gitea Service" "App name of gitea.";
    camoHmacKeyFile = maybe str "Camo hmac key file of gitea.";
    customDir = opt str "${config.services.gitea.stateDir}/custom" "Folder of its own changes.";
    database = {
      createDatabase = enabled "Whether database has this: create database.";
      host = opt str "127.0.0.1" "Where it listens.";
      name = opt str "gitea" "Its name.";
      password = opt str "" "Password of database.";
      passwordFile = maybe path "File with the password.";
      path = opt str "${config.services.gitea.stateDir}/data/gitea.db" "File of the database.";
      port = opt port (if config.services.gitea.database.type != "postgresql" then 3306 else 5432) "Port of the database.";
      socket = maybe path "Socket of database.";
      type = opt (enum [ "sqlite3" "mysql" "postgres" ]) "sqlite3" "Type of database.";
      user = opt str "gitea" "Who runs it.";
    };
    dump = {
      backupDir = opt str "${config.services.gitea.stateDir}/dump" "Folder of the copies.";
      enable = flag "Whether dump is there.";
      file = maybe str "File of dump.";
      interval = opt str "04:31" "How often.";
      type = opt (enum [ "zip" "rar" "tar" "sz" "tar.gz" "tar.xz" "tar.bz2" "tar.br" "tar.lz4" "tar.zst" ]) "zip" "Type of dump.";
    };
    enable = flag "Whether gitea is there.";
    extraConfig = maybe str "More text of its file.";
    group = opt str "gitea" "The group that runs it.";
    lfs = {
      contentDir = opt str "${config.services.gitea.stateDir}/data/lfs" "Folder of large files.";
      enable = flag "Whether lfs is there.";
    };
    mailerPasswordFile = maybe str "Mailer password file of gitea.";
    metricsTokenFile = maybe str "Metrics token file of gitea.";
    package = packaged "gitea";
    repositoryRoot = opt str "${config.services.gitea.stateDir}/repositories" "Folder of the repositories.";
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
        service = {
          DISABLE_REGISTRATION = flag "Whether service has this: DISABLE REGISTRATION.";
        };
        session = {
          COOKIE_SECURE = flag "Whether session has this: COOKIE SECURE.";
        };
      };
    }) { } "Its settings.";
    stateDir = opt str "/var/lib/gitea" "Folder of its state.";
    useWizard = flag "Whether gitea has this: wizard.";
    user = opt str "gitea" "Who runs it.";
  };
  gitea-actions-runner = {
    instances = opt (attrsOf (submodule {
      options = {
        enable = flag "Whether instances is there.";
        hostPackages = opt (listOf package) (map (name: pkgs.${name}) [ "bash" "coreutils" "curl" "gawk" "gitMinimal" "gnused" "nodejs" "wget" ]) "Packages that jobs on the host find.";
        labels = need (listOf str) "Labels of instances.";
        name = need str "Its name.";
        settings = opt yaml { } "Its settings.";
        token = maybe str "Token of instances.";
        tokenFile = maybe (oneOf [ str path ]) "Token file of instances.";
        url = need str "Url of instances.";
      };
    })) { } "Instances of gitea-actions-runner.";
    package = packaged "gitea-actions-runner";
  };
  gitlab-runner = {
    clear-docker-cache = {
      dates = opt str "weekly" "When.";
      enable = flag "Whether clear docker cache is there.";
      flags = opt (listOf str) [ ] "Flags of clear docker cache.";
      package = maybe unspecified "Package of clear docker cache.";
    };
    configFile = maybe path "Its file.";
    enable = flag "Whether gitlab-runner is there.";
    extraPackages = opt (listOf package) [ ] "Extra packages of gitlab-runner.";
    gracefulTermination = flag "Whether gitlab-runner has this: graceful termination.";
    gracefulTimeout = opt str "infinity" "Graceful timeout of gitlab-runner.";
    package = packaged "gitlab-runner";
    services = opt (attrsOf (submodule {
      options = {
        authenticationTokenConfigFile = maybe path "Authentication token config file of services.";
        buildsDir = maybe path "Builds dir of services.";
        cloneUrl = maybe str "Clone url of services.";
        debugTraceDisabled = flag "Whether services has this: debug trace disabled.";
        description = maybe str "Description of services.";
        dockerAllowedImages = opt (listOf str) [ ] "Docker allowed images of services.";
        dockerAllowedServices = opt (listOf str) [ ] "Docker allowed services of services.";
        dockerDisableCache = flag "Whether services has this: docker disable cache.";
        dockerExtraHosts = opt (listOf str) [ ] "Docker extra hosts of services.";
        dockerImage = maybe str "Docker image of services.";
        dockerPrivileged = flag "Whether services has this: docker privileged.";
        dockerVolumes = opt (listOf str) [ ] "Docker volumes of services.";
        environmentVariables = opt (attrsOf str) { } "Environment variables of services.";
        executor = opt str "docker" "Executor of services.";
        limit = opt int 0 "Limit of services.";
        maximumTimeout = opt int 0 "Maximum timeout of services.";
        postBuildScript = maybe path "Post build script of services.";
        postGetSourcesScript = maybe path "Post get sources script of services.";
        preBuildScript = maybe path "Pre build script of services.";
        preGetSourcesScript = maybe path "Pre get sources script of services.";
        protected = flag "Whether services has this: protected.";
        registrationConfigFile = maybe path "Registration config file of services.";
        registrationFlags = opt (listOf str) [ ] "Registration flags of services.";
        requestConcurrency = opt int 0 "Request concurrency of services.";
        runUntagged = flag "Whether services has this: run untagged.";
        tagList = opt (listOf str) [ ] "Tag list of services.";
      };
    })) { } "Services of gitlab-runner.";
    settings = opt json { } "Its settings.";
  };
  go2rtc = {
    enable = flag "Whether go2rtc is there.";
    package = packaged "go2rtc";
    settings = opt (submodule {
      freeformType = yaml;
      options = {
        api = {
          listen = opt str ":1984" "Listen of api.";
        };
        ffmpeg = {
          bin = maybe path "Bin of ffmpeg.";
        };
        streams = opt (attrsOf (oneOf [ str (listOf str) ])) { } "Streams of settings.";
      };
    }) { } "Its settings.";
  };
}
