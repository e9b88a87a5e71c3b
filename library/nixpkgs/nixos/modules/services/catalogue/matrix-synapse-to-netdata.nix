# Options of services, matrix-synapse to netdata. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  matrix-synapse = {
    configureRedisLocally = flag "Whether matrix-synapse has this: configure redis locally.";
    dataDir = opt str "/var/lib/matrix-synapse" "Folder of its data.";
    enable = flag "Whether matrix-synapse is there.";
    enableRegistrationScript = maybe bool "Whether matrix-synapse has this: registration script.";
    extraConfigFiles = opt (listOf path) [ ] "Extra config files of matrix-synapse.";
    extras = opt anything [
  "systemd"
  "postgres"
  "url-preview"
  "user-search"
] "Extras of matrix-synapse.";
    log = opt (attrsOf yaml) { } "Log of matrix-synapse.";
    plugins = opt (listOf package) [ ] "Plugins of matrix-synapse.";
    settings = opt (submodule {
      freeformType = yaml;
      options = {
        app_service_config_files = opt (listOf path) [ ] "App service config files of settings.";
        database = {
          args = {
            database = maybe str "Database of args.";
            user = maybe str "Who runs it.";
          };
          name = maybe (enum [ "sqlite3" "psycopg2" ]) "Its name.";
        };
        dynamic_thumbnails = flag "Whether settings has this: dynamic thumbnails.";
        enable_metrics = flag "Whether settings has this: metrics.";
        enable_registration = flag "Whether settings has this: registration.";
        listeners = opt (listOf (submodule {
          options = {
            bind_addresses = maybe (listOf str) "Bind addresses of listeners.";
            mode = maybe (strMatching "^[0,2-7]{3,4}$") "Mode of listeners.";
            path = maybe path "Its folder.";
            port = maybe port "Its port.";
            resources = need (listOf (submodule {
              options = {
                compress = flag "Whether resources has this: compress.";
                names = need (listOf (enum [ "client" "consent" "federation" "health" "keys" "media" "metrics" "openid" "replication" "static" ])) "Names of resources.";
              };
            })) "Resources of listeners.";
            tls = maybe bool "Tls of listeners.";
            type = opt (enum [ "http" "manhole" "metrics" "replication" ]) "http" "Type of listeners.";
            x_forwarded = maybe bool "Whether listeners has this: x forwarded.";
          };
        })) [ ] "Listeners of settings.";
        log_config = maybe path "Log config of settings.";
        macaroon_secret_key = maybe str "Macaroon secret key of settings.";
        max_image_pixels = opt str "32M" "Max image pixels of settings.";
        max_upload_size = opt str "50M" "Max upload size of settings.";
        media_store_path = opt path (if lib.versionAtLeast config.system.stateVersion "22.05" then "/var/lib/matrix-synapse/media_store" else "/var/lib/matrix-synapse/media") "Media store path of settings.";
        presence = {
          enabled = enabled "Whether presence has this: enabled.";
        };
        public_baseurl = maybe str "Public baseurl of settings.";
        redis = opt (submodule {
          freeformType = yaml;
          options = {
            enabled = flag "Whether redis has this: enabled.";
          };
        }) { } "Redis of settings.";
        registration_shared_secret = maybe str "Registration shared secret of settings.";
        report_stats = flag "Whether settings has this: report stats.";
        server_name = maybe str "Server name of settings.";
        signing_key_path = opt path "/var/lib/matrix-synapse/homeserver.signing.key" "Signing key path of settings.";
        tls_certificate_path = maybe str "Tls certificate path of settings.";
        tls_private_key_path = maybe str "Tls private key path of settings.";
        trusted_key_servers = opt (listOf yaml) [ ] "Trusted key servers of settings.";
        turn_shared_secret = opt str "" "Turn shared secret of settings.";
        turn_uris = opt (listOf str) [ ] "Turn uris of settings.";
        url_preview_enabled = enabled "Whether settings has this: url preview enabled.";
        url_preview_ip_range_blacklist = opt (listOf str) [
  "10.0.0.0/8"
  "100.64.0.0/10"
  "127.0.0.0/8"
  "169.254.0.0/16"
  "172.16.0.0/12"
  "192.0.0.0/24"
  "192.0.2.0/24"
  "192.168.0.0/16"
  "192.88.99.0/24"
  "198.18.0.0/15"
  "198.51.100.0/24"
  "2001:db8::/32"
  "203.0.113.0/24"
  "224.0.0.0/4"
  "::1/128"
  "fc00::/7"
  "fe80::/10"
  "fec0::/10"
  "ff00::/8"
] "Url preview ip range blacklist of settings.";
        url_preview_ip_range_whitelist = opt (listOf str) [ ] "Url preview ip range whitelist of settings.";
        url_preview_url_blacklist = opt anything [ ] "Url preview url blacklist of settings.";
      };
    }) { } "Its settings.";
    withJemalloc = flag "Whether matrix-synapse has this: with jemalloc.";
    workers = opt (attrsOf yaml) { } "Workers of matrix-synapse.";
  };
  mautrix-whatsapp = {
    enable = flag "Whether mautrix-whatsapp is there.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    serviceDependencies = opt (listOf str) [ ] "Service dependencies of mautrix-whatsapp.";
    settings = maybe json "Its settings.";
  };
  mealie = {
    credentialsFile = maybe path "Credentials file of mealie.";
    enable = flag "Whether mealie is there.";
    listenAddress = opt str "0.0.0.0" "Where it listens.";
    package = packaged "mealie";
    port = opt port 9000 "Its port.";
    settings = opt (attrsOf anything) { } "Its settings.";
  };
  microbin = {
    dataDir = opt str "/var/lib/microbin" "Folder of its data.";
    enable = flag "Whether microbin is there.";
    package = packaged "microbin";
    passwordFile = maybe path "File with the password.";
    settings = opt (attrsOf (oneOf [ bool int str ])) { } "Its settings.";
  };
  minecraft-server = {
    dataDir = opt path "/var/lib/minecraft" "Folder of its data.";
    declarative = flag "Whether minecraft-server has this: declarative.";
    enable = flag "Whether minecraft-server is there.";
    eula = flag "Whether minecraft-server has this: eula.";
    jvmOpts = opt (separatedString " ") "-Xmx2048M -Xms2048M" "Jvm opts of minecraft-server.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "minecraft-server";
    serverProperties = opt (attrsOf (oneOf [ bool int str ])) { } "Server properties of minecraft-server.";
    whitelist = opt (attrsOf str) { } "Who may join.";
  };
  minidlna = {
    enable = flag "Whether minidlna is there.";
    openFirewall = flag "Whether its ports are open.";
    settings = opt (submodule {
      freeformType = (attrsOf atoms);
      options = {
        db_dir = opt path "/var/cache/minidlna" "Db dir of settings.";
        enable_tivo = opt (enum [ "yes" "no" ]) "no" "Enable tivo of settings.";
        friendly_name = maybe str "Friendly name of settings.";
        inotify = opt (enum [ "yes" "no" ]) "no" "Inotify of settings.";
        log_level = opt str "warn" "Log level of settings.";
        media_dir = opt (listOf str) [ ] "Media dir of settings.";
        notify_interval = opt int 90000 "Notify interval of settings.";
        port = opt port 8200 "Its port.";
        root_container = opt str "B" "Root container of settings.";
        wide_links = opt (enum [ "yes" "no" ]) "no" "Wide links of settings.";
      };
    }) { } "Its settings.";
  };
  miniflux = {
    adminCredentialsFile = need path "Admin credentials file of miniflux.";
    config = need (attrsOf (oneOf [ str int ])) "Its configuration.";
    createDatabaseLocally = enabled "Whether miniflux has this: create database locally.";
    enable = flag "Whether miniflux is there.";
    package = packaged "miniflux";
  };
  minio = {
    accessKey = opt str "" "Access key of minio.";
    browser = enabled "Whether minio has this: browser.";
    configDir = opt path "/var/lib/minio/config" "Config dir of minio.";
    consoleAddress = opt str ":9001" "Console address of minio.";
    dataDir = opt (listOf (oneOf [ path str ])) [ "/var/lib/minio/data" ] "Folder of its data.";
    enable = flag "Whether minio is there.";
    listenAddress = opt str ":9000" "Where it listens.";
    package = packaged "minio";
    region = opt str "us-east-1" "Region of minio.";
    rootCredentialsFile = maybe path "Root credentials file of minio.";
    secretKey = opt str "" "Secret key of minio.";
  };
  monado = {
    defaultRuntime = flag "Whether monado has this: default runtime.";
    enable = flag "Whether monado is there.";
    highPriority = enabled "Whether monado has this: high priority.";
    package = packaged "monado";
  };
  monero = {
    dataDir = opt str "/var/lib/monero" "Folder of its data.";
    enable = flag "Whether monero is there.";
    exclusiveNodes = opt (listOf str) [ ] "Exclusive nodes of monero.";
    extraConfig = opt lines "" "More text of its file.";
    extraNodes = opt (listOf str) [ ] "Extra nodes of monero.";
    limits = {
      download = opt int (-1) "Download of limits.";
      syncSize = opt int 0 "Sync size of limits.";
      threads = opt int 0 "Threads of limits.";
      upload = opt int (-1) "Upload of limits.";
    };
    mining = {
      address = opt str "" "Its address.";
      enable = flag "Whether mining is there.";
      threads = opt int 0 "Threads of mining.";
    };
    priorityNodes = opt (listOf str) [ ] "Priority nodes of monero.";
    rpc = {
      address = opt str "127.0.0.1" "Its address.";
      password = maybe str "Password of rpc.";
      port = opt port 18081 "Its port.";
      restricted = flag "Whether rpc has this: restricted.";
      user = maybe str "Who runs it.";
    };
  };
  mongodb = {
    bind_ip = opt str "127.0.0.1" "Bind ip of mongodb.";
    dbpath = opt str "/var/db/mongodb" "Dbpath of mongodb.";
    enable = flag "Whether mongodb is there.";
    enableAuth = flag "Whether mongodb has this: auth.";
    extraConfig = opt lines "" "More text of its file.";
    initialRootPassword = maybe str "Initial root password of mongodb.";
    initialScript = maybe path "Initial script of mongodb.";
    package = packaged "mongodb";
    pidFile = opt str "/run/mongodb.pid" "Pid file of mongodb.";
    quiet = flag "Whether mongodb has this: quiet.";
    replSetName = opt str "" "Repl set name of mongodb.";
    user = opt str "mongodb" "Who runs it.";
  };
  monit = {
    config = opt lines "" "Its configuration.";
    enable = flag "Whether monit is there.";
  };
  mosquitto = {
    bridges = opt (attrsOf (submodule {
      options = {
        addresses = opt (listOf (submodule {
          options = {
            address = need oneLine "Its address.";
            port = opt port 1883 "Its port.";
          };
        })) [ ] "Addresses of bridges.";
        settings = opt anything { } "Its settings.";
        topics = opt (listOf oneLine) [ ] "Topics of bridges.";
      };
    })) { } "Bridges of mosquitto.";
    dataDir = opt path "/var/lib/mosquitto" "Folder of its data.";
    enable = flag "Whether mosquitto is there.";
    includeDirs = opt (listOf path) [ ] "Include dirs of mosquitto.";
    listeners = opt (listOf (submodule {
      options = {
        acl = opt (listOf oneLine) [ ] "Acl of listeners.";
        address = maybe oneLine "Its address.";
        authPlugins = opt (listOf (submodule {
          options = {
            denySpecialChars = enabled "Whether auth plugins has this: deny special chars.";
            options = opt anything { } "Options of auth plugins.";
            plugin = need path "Plugin of auth plugins.";
          };
        })) [ ] "Auth plugins of listeners.";
        omitPasswordAuth = flag "Whether listeners has this: omit password auth.";
        port = opt port 1883 "Its port.";
        settings = opt anything { } "Its settings.";
        users = opt (attrsOf (submodule {
          options = {
            acl = opt (listOf oneLine) [ ] "Acl of users.";
            hashedPassword = maybe oneLine "Hashed password of users.";
            hashedPasswordFile = maybe path "Hashed password file of users.";
            password = maybe oneLine "Password of users.";
            passwordFile = maybe path "File with the password.";
          };
        })) { } "Users of listeners.";
      };
    })) [ ] "Listeners of mosquitto.";
    logDest = opt (listOf (oneOf [ path (enum [ "stdout" "stderr" "syslog" "topic" "dlt" ]) ])) [ "stderr" ] "Log dest of mosquitto.";
    logType = opt (listOf (enum [ "debug" "error" "warning" "notice" "information" "subscribe" "unsubscribe" "websockets" "none" "all" ])) [ ] "Log type of mosquitto.";
    package = packaged "mosquitto";
    persistence = enabled "Whether mosquitto has this: persistence.";
    settings = opt anything { } "Its settings.";
  };
  mpd = {
    credentials = opt (listOf (submodule {
      options = {
        passwordFile = need path "File with the password.";
        permissions = opt (listOf (enum [ "read" "add" "control" "admin" ])) [ "read" ] "Permissions of credentials.";
      };
    })) [ ] "Credentials of mpd.";
    dataDir = opt path "/var/lib/mpd" "Folder of its data.";
    dbFile = opt (nullOr str) "${config.services.mpd.dataDir}/tag_cache" "File of its list.";
    enable = flag "Whether mpd is there.";
    extraConfig = opt lines "" "More text of its file.";
    fluidsynth = flag "Whether mpd has this: fluidsynth.";
    group = opt str "mpd" "The group that runs it.";
    musicDirectory = opt (either path (strMatching "(http|https|nfs|smb)://.+")) "${config.services.mpd.dataDir}/music" "Folder of the music.";
    network = {
      listenAddress = opt str "127.0.0.1" "Where it listens.";
      port = opt port 6600 "Its port.";
    };
    playlistDirectory = opt path "${config.services.mpd.dataDir}/playlists" "Folder of lists of music.";
    startWhenNeeded = flag "Whether mpd has this: start when needed.";
    user = opt str "mpd" "Who runs it.";
  };
  mullvad-vpn = {
    enable = flag "Whether mullvad-vpn is there.";
    enableExcludeWrapper = enabled "Whether mullvad-vpn has this: exclude wrapper.";
    package = packaged "mullvad";
  };
  murmur = {
    allowHtml = enabled "Whether murmur has this: allow html.";
    autobanAttempts = opt int 10 "Autoban attempts of murmur.";
    autobanTime = opt int 300 "Autoban time of murmur.";
    autobanTimeframe = opt int 120 "Autoban timeframe of murmur.";
    bandwidth = opt int 72000 "Bandwidth of murmur.";
    bonjour = flag "Whether murmur has this: bonjour.";
    clientCertRequired = flag "Whether murmur has this: client cert required.";
    dbus = opt (enum [ null "session" "system" ]) null "Dbus of murmur.";
    enable = flag "Whether murmur is there.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    extraConfig = opt lines "" "More text of its file.";
    hostName = opt str "" "Its name.";
    imgMsgLength = opt int 131072 "Img msg length of murmur.";
    logDays = opt int 31 "Log days of murmur.";
    logFile = maybe path "Log file of murmur.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "murmur";
    password = opt str "" "Password of murmur.";
    port = opt port 64738 "Its port.";
    registerHostname = opt str "" "Register hostname of murmur.";
    registerName = opt str "" "Register name of murmur.";
    registerPassword = opt str "" "Register password of murmur.";
    registerUrl = opt str "" "Register url of murmur.";
    sendVersion = enabled "Whether murmur has this: send version.";
    sslCa = opt str "" "Ssl ca of murmur.";
    sslCert = opt str "" "Ssl cert of murmur.";
    sslKey = opt str "" "Ssl key of murmur.";
    textMsgLength = opt int 5000 "Text msg length of murmur.";
    users = opt int 100 "Users of murmur.";
    welcometext = opt str "" "Welcometext of murmur.";
  };
  mysql = {
    configFile = maybe path "Its file, in place of the settings.";
    dataDir = need path "Folder of its data.";
    enable = flag "Whether mysql is there.";
    ensureDatabases = opt (listOf str) [ ] "Ensure databases of mysql.";
    ensureUsers = opt (listOf (submodule {
      options = {
        ensurePermissions = opt (attrsOf str) { } "Ensure permissions of ensure users.";
        name = need str "Its name.";
      };
    })) [ ] "Ensure users of mysql.";
    group = opt str "mysql" "The group that runs it.";
    initialDatabases = opt (listOf (submodule {
      options = {
        name = need str "Its name.";
        schema = maybe path "Schema of initial databases.";
      };
    })) [ ] "Initial databases of mysql.";
    initialScript = maybe path "Initial script of mysql.";
    package = need package "Package of mysql.";
    replication = {
      masterHost = need str "Master host of replication.";
      masterPassword = need str "Master password of replication.";
      masterPort = opt port 3306 "Master port of replication.";
      masterUser = need str "Master user of replication.";
      role = opt (enum [ "master" "slave" "none" ]) "none" "Role of replication.";
      serverId = opt int 1 "Server id of replication.";
      slaveHost = need str "Slave host of replication.";
    };
    settings = opt (attrsOf sectionWithDuplicates) { } "Its settings.";
    user = opt str "mysql" "Who runs it.";
  };
  mysqlBackup = {
    calendar = opt str "01:15:00" "Calendar of mysqlBackup.";
    databases = opt (listOf str) [ ] "Databases of mysqlBackup.";
    enable = flag "Whether mysqlBackup is there.";
    gzipOptions = opt str "--no-name --rsyncable" "Gzip options of mysqlBackup.";
    location = opt path "/var/backup/mysql" "Location of mysqlBackup.";
    singleTransaction = flag "Whether mysqlBackup has this: single transaction.";
    user = opt str "mysqlbackup" "Who runs it.";
  };
  n8n = {
    enable = flag "Whether n8n is there.";
    environment = opt (submodule { freeformType = attrsOf anything; }) { } "Its variables.";
    package = packaged "n8n";
    openFirewall = flag "Whether its ports are open.";
    settings = opt json { } "Its settings.";
    webhookUrl = opt str "" "Webhook url of n8n.";
  };
  navidrome = {
    enable = flag "Whether navidrome is there.";
    group = opt str "navidrome" "The group that runs it.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "navidrome";
    settings = opt (submodule {
      freeformType = json;
      options = {
        Address = opt str "127.0.0.1" "Address of settings.";
        Port = opt port 4533 "Port of settings.";
      };
    }) { } "Its settings.";
    user = opt str "navidrome" "Who runs it.";
  };
  netdata = {
    claimTokenFile = maybe path "Claim token file of netdata.";
    config = opt (attrsOf attrs) { } "Its configuration.";
    configDir = opt (attrsOf path) { } "Config dir of netdata.";
    configText = maybe lines "Config text of netdata.";
    deadlineBeforeStopSec = opt int 120 "Deadline before stop sec of netdata.";
    enable = flag "Whether netdata is there.";
    enableAnalyticsReporting = flag "Whether netdata has this: analytics reporting.";
    extraPluginPaths = opt (listOf path) [ ] "Extra plugin paths of netdata.";
    group = opt str "netdata" "The group that runs it.";
    package = packaged "netdata";
    python = {
      enable = enabled "Whether python is there.";
      extraPackages = opt (functionTo (listOf package)) (_packages: [ ]) "Its further packages of Python.";
      recommendedPythonPackages = flag "Whether python has this: recommended python packages.";
    };
    user = opt str "netdata" "Who runs it.";
  };
}
