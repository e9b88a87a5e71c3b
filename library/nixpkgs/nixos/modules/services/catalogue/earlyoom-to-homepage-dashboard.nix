# Options of services, earlyoom to homepage-dashboard. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  options.services = {
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
    emacs = {
      defaultEditor = flag "Whether emacs has this: default editor.";
      enable = flag "Whether emacs is there.";
      install = flag "Whether emacs has this: install.";
      package = packaged "emacs";
      startWithGraphical = opt bool config.services.xserver.enable "Whether it starts with the desktop.";
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
      package = packaged "forgejo-lts";
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
    harmonia = {
      enable = flag "Whether harmonia is there.";
      package = packaged "harmonia";
      settings = opt toml { } "Its settings.";
      signKeyPath = maybe path "Sign key path of harmonia.";
    };
    headscale = {
      address = opt str "127.0.0.1" "Its address.";
      enable = flag "Whether headscale is there.";
      group = opt str "headscale" "The group that runs it.";
      package = packaged "headscale";
      port = opt port 8080 "Its port.";
      settings = opt (submodule {
        freeformType = yaml;
        options = {
          acl_policy_path = maybe path "Acl policy path of settings.";
          db_host = maybe str "Db host of settings.";
          db_name = maybe str "Db name of settings.";
          db_password_file = maybe path "Db password file of settings.";
          db_path = opt (nullOr str) "/var/lib/headscale/db.sqlite" "Db path of settings.";
          db_port = maybe port "Db port of settings.";
          db_type = opt (enum [ "sqlite3" "postgres" ]) "sqlite3" "Db type of settings.";
          db_user = maybe str "Db user of settings.";
          derp = {
            auto_update_enable = enabled "Whether derp has this: auto update enable.";
            paths = opt (listOf path) [ ] "Paths of derp.";
            update_frequency = opt str "24h" "Update frequency of derp.";
            urls = opt (listOf str) [ "https://controlplane.tailscale.com/derpmap/default" ] "Urls of derp.";
          };
          dns_config = {
            base_domain = opt str "" "Base domain of dns config.";
            domains = opt (listOf str) [ ] "Domains of dns config.";
            magic_dns = enabled "Whether dns config has this: magic dns.";
            nameservers = opt (listOf str) [ "1.1.1.1" ] "Nameservers of dns config.";
            override_local_dns = flag "Whether dns config has this: override local dns.";
          };
          ephemeral_node_inactivity_timeout = opt str "30m" "Ephemeral node inactivity timeout of settings.";
          log = {
            format = opt str "text" "Format of log.";
            level = opt str "info" "Level of log.";
          };
          noise = {
            private_key_path = opt path "/var/lib/headscale/noise_private.key" "Private key path of noise.";
          };
          oidc = {
            allowed_domains = opt (listOf str) [ ] "Allowed domains of oidc.";
            allowed_users = opt (listOf str) [ ] "Allowed users of oidc.";
            client_id = opt str "" "Client id of oidc.";
            client_secret_path = maybe str "Client secret path of oidc.";
            extra_params = opt (attrsOf str) { } "Extra params of oidc.";
            issuer = opt str "" "Issuer of oidc.";
            scope = opt (listOf str) [
    "openid"
    "profile"
    "email"
  ] "Scope of oidc.";
            strip_email_domain = enabled "Whether oidc has this: strip email domain.";
          };
          private_key_path = opt path "/var/lib/headscale/private.key" "Private key path of settings.";
          server_url = opt str "http://127.0.0.1:8080" "Server url of settings.";
          tls_cert_path = maybe path "Tls cert path of settings.";
          tls_key_path = maybe path "Tls key path of settings.";
          tls_letsencrypt_challenge_type = opt (enum [ "TLS-ALPN-01" "HTTP-01" ]) "HTTP-01" "Tls letsencrypt challenge type of settings.";
          tls_letsencrypt_hostname = opt (nullOr str) "" "Tls letsencrypt hostname of settings.";
          tls_letsencrypt_listen = opt (nullOr str) ":http" "Tls letsencrypt listen of settings.";
        };
      }) { } "Its settings.";
      user = opt str "headscale" "Who runs it.";
    };
    home-assistant = {
      config = need (nullOr (submodule {
        freeformType = yaml;
        options = {
          homeassistant = {
            latitude = maybe (oneOf [ float str ]) "Latitude of homeassistant.";
            longitude = maybe (oneOf [ float str ]) "Longitude of homeassistant.";
            name = maybe str "Its name.";
            temperature_unit = maybe (enum [ "C" "F" ]) "Temperature unit of homeassistant.";
            time_zone = maybe str "Time zone of homeassistant.";
            unit_system = maybe (enum [ "metric" "imperial" ]) "Unit system of homeassistant.";
          };
          http = {
            server_host = opt (oneOf [ str (listOf str) ]) [
    "0.0.0.0"
    "::"
  ] "Server host of http.";
            server_port = opt port 8123 "Server port of http.";
          };
          lovelace = {
            mode = maybe (enum [ "yaml" "storage" ]) "Mode of lovelace.";
          };
        };
      })) "Its configuration.";
      configDir = opt path "/var/lib/hass" "Config dir of home-assistant.";
      configWritable = flag "Whether home-assistant has this: config writable.";
      customComponents = opt (listOf package) [ ] "Its further components.";
      customLovelaceModules = opt (listOf package) [ ] "Custom lovelace modules of home-assistant.";
      enable = flag "Whether home-assistant is there.";
      extraComponents = words "Components whose packages it needs.";
      extraPackages = opt (functionTo (listOf package)) (_packages: [ ]) "Its further packages of Python.";
      lovelaceConfig = maybe yaml "Lovelace config of home-assistant.";
      lovelaceConfigWritable = flag "Whether home-assistant has this: lovelace config writable.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "home-assistant";
    };
    homepage-dashboard = {
      bookmarks = opt yaml [ ] "Bookmarks of homepage-dashboard.";
      customCSS = opt lines "" "Custom CSS of homepage-dashboard.";
      customJS = opt lines "" "Custom JS of homepage-dashboard.";
      docker = opt yaml { } "Docker of homepage-dashboard.";
      enable = flag "Whether homepage-dashboard is there.";
      environmentFile = opt str "" "File with variables that nobody else may read.";
      kubernetes = opt yaml { } "Kubernetes of homepage-dashboard.";
      listenPort = opt int 8082 "Listen port of homepage-dashboard.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "homepage-dashboard";
      services = opt yaml [ ] "Services of homepage-dashboard.";
      settings = opt yaml { } "Its settings.";
      widgets = opt yaml [ ] "Widgets of homepage-dashboard.";
    };
  };
}
