# Options of services, nextcloud to phpfpm. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  nextcloud = {
    appstoreEnable = maybe bool "Appstore enable of nextcloud.";
    autoUpdateApps = {
      enable = flag "Whether auto update apps is there.";
      startAt = opt (oneOf [ str (listOf str) ]) "05:00:00" "Start at of auto update apps.";
    };
    caching = {
      apcu = enabled "Whether caching has this: apcu.";
      memcached = flag "Whether caching has this: memcached.";
      redis = flag "Whether caching has this: redis.";
    };
    cli = {
      memoryLimit = maybe str "Memory limit of cli.";
    };
    config = {
      adminpassFile = need str "Adminpass file of config.";
      adminuser = opt str "root" "Adminuser of config.";
      dbhost = opt (nullOr str) "localhost" "Dbhost of config.";
      dbname = opt (nullOr str) "nextcloud" "Dbname of config.";
      dbpassFile = maybe str "Dbpass file of config.";
      dbtableprefix = maybe str "Dbtableprefix of config.";
      dbtype = opt (enum [ "sqlite" "pgsql" "mysql" ]) "sqlite" "Dbtype of config.";
      dbuser = opt (nullOr str) "nextcloud" "Dbuser of config.";
      objectstore = {
        s3 = {
          autocreate = need bool "Whether s3 has this: autocreate.";
          bucket = need str "Bucket of s3.";
          enable = flag "Whether s3 is there.";
          hostname = maybe str "Its name.";
          key = need str "Key of s3.";
          port = maybe port "Its port.";
          region = maybe str "Region of s3.";
          secretFile = need str "Secret file of s3.";
          sseCKeyFile = maybe path "Sse c key file of s3.";
          usePathStyle = flag "Whether s3 has this: path style.";
          useSsl = enabled "Whether s3 has this: ssl.";
        };
      };
    };
    configureRedis = opt bool config.services.nextcloud.notify_push.enable "Whether it uses Redis.";
    database = {
      createLocally = flag "Whether database has this: create locally.";
    };
    datadir = opt str config.services.nextcloud.home "Folder of its data.";
    enable = flag "Whether nextcloud is there.";
    enableImagemagick = enabled "Whether nextcloud has this: imagemagick.";
    extraApps = opt (attrsOf package) { } "Extra apps of nextcloud.";
    extraAppsEnable = enabled "Whether nextcloud has this: extra apps enable.";
    fastcgiTimeout = opt int 120 "Fastcgi timeout of nextcloud.";
    home = opt str "/var/lib/nextcloud" "Its home directory.";
    hostName = need str "Its name.";
    https = flag "Whether nextcloud has this: https.";
    maxUploadSize = opt str "512M" "Max upload size of nextcloud.";
    nginx = {
      hstsMaxAge = opt ints.positive 15552000 "Hsts max age of nginx.";
      recommendedHttpHeaders = enabled "Whether nginx has this: recommended http headers.";
    };
    notify_push = {
      bendDomainToLocalhost = flag "Whether notify push has this: bend domain to localhost.";
      dbhost = opt (nullOr str) config.services.nextcloud.config.dbhost "Dbhost of notify push.";
      dbname = opt (nullOr str) config.services.nextcloud.config.dbname "Dbname of notify push.";
      dbpassFile = opt (nullOr str) config.services.nextcloud.config.dbpassFile "Dbpass file of notify push.";
      dbtableprefix = opt (nullOr str) config.services.nextcloud.config.dbtableprefix "Dbtableprefix of notify push.";
      dbtype = opt (enum [ "sqlite" "pgsql" "mysql" ]) config.services.nextcloud.config.dbtype "Dbtype of notify push.";
      dbuser = opt (nullOr str) config.services.nextcloud.config.dbuser "Dbuser of notify push.";
      enable = flag "Whether notify push is there.";
      logLevel = opt (enum [ "error" "warn" "info" "debug" "trace" ]) "error" "How much it records.";
      package = packaged "nextcloud-notify_push";
      socketPath = opt str "/run/nextcloud-notify_push/sock" "Socket path of notify push.";
    };
    occ = need package "Its command.";
    package = need package "Package of nextcloud.";
    phpExtraExtensions = opt (functionTo (listOf package)) (_extensions: [ ]) "Further extensions of PHP.";
    phpOptions = opt (attrsOf (oneOf [ str int ])) { catch_workers_output = "yes"; display_errors = "stderr"; error_reporting = "E_ALL & ~E_DEPRECATED & ~E_STRICT"; expose_php = "Off"; "opcache.fast_shutdown" = "1"; "opcache.interned_strings_buffer" = "8"; "opcache.max_accelerated_files" = "10000"; "opcache.memory_consumption" = "128"; "opcache.revalidate_freq" = "1"; "openssl.cafile" = "/etc/ssl/certs/ca-certificates.crt"; output_buffering = "0"; short_open_tag = "Off"; } "Php options of nextcloud.";
    phpPackage = packaged "php";
    poolConfig = maybe lines "Pool config of nextcloud.";
    poolSettings = opt (attrsOf (oneOf [ str int bool ])) { pm = "dynamic"; "pm.max_children" = "32"; "pm.max_requests" = "500"; "pm.max_spare_servers" = "4"; "pm.min_spare_servers" = "2"; "pm.start_servers" = "2"; } "Pool settings of nextcloud.";
    secretFile = maybe str "Secret file of nextcloud.";
    settings = opt (submodule {
      freeformType = json;
      options = {
        default_phone_region = opt str "" "Default phone region of settings.";
        log_type = opt (enum [ "errorlog" "file" "syslog" "systemd" ]) "syslog" "Log type of settings.";
        loglevel = opt (ints.between 0 4) 2 "Loglevel of settings.";
        overwriteprotocol = opt (enum [ "" "http" "https" ]) "" "Overwriteprotocol of settings.";
        "profile.enabled" = flag "Whether profile has this: profile.enabled.";
        skeletondirectory = opt str "" "Skeletondirectory of settings.";
        trusted_domains = opt (listOf str) [ ] "Trusted domains of settings.";
        trusted_proxies = opt (listOf str) [ ] "Trusted proxies of settings.";
      };
    }) { } "Its settings.";
    webfinger = flag "Whether nextcloud has this: webfinger.";
  };
  nfs = {
    extraConfig = opt lines "" "More text of its file.";
    idmapd = {
      settings = opt (attrsOf section) { } "Its settings.";
    };
    server = {
      createMountPoints = flag "Whether server has this: create mount points.";
      enable = flag "Whether server is there.";
      exports = opt lines "" "Exports of server.";
      extraNfsdConfig = opt str "" "Extra nfsd config of server.";
      hostName = maybe str "Its name.";
      lockdPort = maybe int "Lockd port of server.";
      mountdPort = maybe int "Mountd port of server.";
      nproc = opt int 8 "Nproc of server.";
      statdPort = maybe int "Statd port of server.";
    };
    settings = opt (attrsOf section) { } "Its settings.";
  };
  nginx = {
    additionalModules = opt (listOf (attrsOf anything)) [ ] "Additional modules of nginx.";
    appendConfig = opt lines "" "Append config of nginx.";
    appendHttpConfig = opt lines "" "Append http config of nginx.";
    clientMaxBodySize = opt str "10m" "Client max body size of nginx.";
    commonHttpConfig = opt lines "" "Common http config of nginx.";
    config = opt str "" "Its configuration.";
    defaultHTTPListenPort = opt port 80 "Default HTTP listen port of nginx.";
    defaultListen = opt (listOf (submodule {
      options = {
        addr = need str "Addr of default listen.";
        extraParameters = opt (listOf str) [ ] "Extra parameters of default listen.";
        port = maybe port "Its port.";
        proxyProtocol = flag "Whether default listen has this: proxy protocol.";
        ssl = maybe bool "Ssl of default listen.";
      };
    })) [ ] "Default listen of nginx.";
    defaultListenAddresses = opt (listOf str) ([ "0.0.0.0" ] ++ lib.optional config.networking.enableIPv6 "[::0]") "Where hosts listen that do not say it.";
    defaultMimeTypes = opt path "${pkgs.mailcap}/etc/nginx/mime.types" "File with types of files.";
    defaultSSLListenPort = opt port 443 "Default SSL listen port of nginx.";
    enable = flag "Whether nginx is there.";
    enableQuicBPF = flag "Whether nginx has this: quic BPF.";
    enableReload = flag "Whether nginx has this: reload.";
    eventsConfig = opt lines "" "Events config of nginx.";
    gitweb = {
      enable = flag "Whether gitweb is there.";
      group = opt str "nginx" "The group that runs it.";
      location = opt str "/gitweb" "Location of gitweb.";
      user = opt str "nginx" "Who runs it.";
      virtualHost = opt str "_" "Virtual host of gitweb.";
    };
    group = opt str "nginx" "The group that runs it.";
    httpConfig = opt lines "" "Http config of nginx.";
    logError = opt str "stderr" "Log error of nginx.";
    mapHashBucketSize = opt (nullOr (enum [ 32 64 128 ])) null "Size of its tables.";
    mapHashMaxSize = maybe ints.positive "Map hash max size of nginx.";
    package = opt package pkgs.nginxStable "Its package.";
    preStart = opt lines "" "Pre start of nginx.";
    proxyCachePath = opt (attrsOf (submodule {
      options = {
        enable = flag "Whether proxy cache path is there.";
        inactive = opt str "10m" "Inactive of proxy cache path.";
        keysZoneName = opt str "cache" "Keys zone name of proxy cache path.";
        keysZoneSize = opt str "10m" "Keys zone size of proxy cache path.";
        levels = opt str "1:2" "Levels of proxy cache path.";
        maxSize = opt str "1g" "Max size of proxy cache path.";
        useTempPath = flag "Whether proxy cache path has this: temp path.";
      };
    })) { } "Proxy cache path of nginx.";
    proxyResolveWhileRunning = flag "Whether nginx has this: proxy resolve while running.";
    proxyTimeout = opt str "60s" "Proxy timeout of nginx.";
    recommendedBrotliSettings = flag "Whether nginx has this: recommended brotli settings.";
    recommendedGzipSettings = flag "Whether nginx has this: recommended gzip settings.";
    recommendedOptimisation = flag "Whether nginx has this: recommended optimisation.";
    recommendedProxySettings = flag "Whether nginx has this: recommended proxy settings.";
    recommendedTlsSettings = flag "Whether nginx has this: recommended tls settings.";
    recommendedZstdSettings = flag "Whether nginx has this: recommended zstd settings.";
    resolver = opt (submodule {
      options = {
        addresses = opt (listOf str) [ ] "Addresses of resolver.";
        ipv4 = enabled "Whether resolver has this: ipv4.";
        ipv6 = enabled "Whether resolver has this: ipv6.";
        valid = opt str "" "Valid of resolver.";
      };
    }) { } "Resolver of nginx.";
    serverNamesHashBucketSize = maybe ints.positive "Server names hash bucket size of nginx.";
    serverNamesHashMaxSize = maybe ints.positive "Server names hash max size of nginx.";
    serverTokens = flag "Whether nginx has this: server tokens.";
    sslCiphers = opt (nullOr str) "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305" "Ssl ciphers of nginx.";
    sslDhparam = maybe path "Ssl dhparam of nginx.";
    sslProtocols = opt str "TLSv1.2 TLSv1.3" "Ssl protocols of nginx.";
    sso = {
      configuration = opt (attrsOf unspecified) { } "Configuration of sso.";
      enable = flag "Whether sso is there.";
      package = packaged "nginx-sso";
    };
    statusPage = flag "Whether nginx has this: status page.";
    streamConfig = opt lines "" "Stream config of nginx.";
    tailscaleAuth = {
      enable = flag "Whether tailscale auth is there.";
      expectedTailnet = opt (nullOr str) "" "Expected tailnet of tailscale auth.";
      group = need str "The group that runs it.";
      package = need package "Package of tailscale auth.";
      socketPath = need path "Socket path of tailscale auth.";
      user = need str "Who runs it.";
      virtualHosts = opt (listOf str) [ ] "Virtual hosts of tailscale auth.";
    };
    upstreams = opt (attrsOf (submodule {
      options = {
        extraConfig = opt lines "" "More text of its file.";
        servers = opt (attrsOf (attrsOf (oneOf [ bool int str ]))) { } "Servers of upstreams.";
      };
    })) { } "Upstreams of nginx.";
    user = opt str "nginx" "Who runs it.";
    validateConfigFile = enabled "Whether nginx has this: validate config file.";
    virtualHosts = opt (attrsOf (submodule {
      options = {
        acmeFallbackHost = maybe str "Acme fallback host of virtual hosts.";
        acmeRoot = opt (nullOr str) "/var/lib/acme/acme-challenge" "Acme root of virtual hosts.";
        addSSL = flag "Whether virtual hosts has this: add SSL.";
        basicAuth = opt (attrsOf str) { } "Basic auth of virtual hosts.";
        basicAuthFile = maybe path "Basic auth file of virtual hosts.";
        default = flag "Whether virtual hosts has this: default.";
        enableACME = flag "Whether virtual hosts has this: ACME.";
        extraConfig = opt lines "" "More text of its file.";
        forceSSL = flag "Whether virtual hosts has this: force SSL.";
        globalRedirect = maybe str "Global redirect of virtual hosts.";
        http2 = enabled "Whether virtual hosts has this: http2.";
        http3 = enabled "Whether virtual hosts has this: http3.";
        http3_hq = flag "Whether virtual hosts has this: http3 hq.";
        kTLS = flag "Whether virtual hosts has this: k TLS.";
        listen = opt (listOf (submodule {
          options = {
            addr = need str "Addr of listen.";
            extraParameters = opt (listOf str) [ ] "Extra parameters of listen.";
            port = maybe port "Its port.";
            proxyProtocol = flag "Whether listen has this: proxy protocol.";
            ssl = flag "Whether listen has this: ssl.";
          };
        })) [ ] "Listen of virtual hosts.";
        listenAddresses = opt (listOf str) [ ] "Listen addresses of virtual hosts.";
        locations = opt (attrsOf (submodule {
          options = {
            alias = maybe path "Alias of locations.";
            basicAuth = opt (attrsOf str) { } "Basic auth of locations.";
            basicAuthFile = maybe path "Basic auth file of locations.";
            extraConfig = opt lines "" "More text of its file.";
            fastcgiParams = opt (attrsOf (oneOf [ str path ])) { } "Fastcgi params of locations.";
            index = maybe str "Index of locations.";
            priority = opt int 1000 "Priority of locations.";
            proxyPass = maybe str "Proxy pass of locations.";
            proxyWebsockets = flag "Whether locations has this: proxy websockets.";
            recommendedProxySettings = opt bool config.services.nginx.recommendedProxySettings "Whether the recommended settings of proxies hold.";
            return = maybe (oneOf [ str int ]) "Return of locations.";
            root = maybe path "Root of locations.";
            tryFiles = maybe str "Try files of locations.";
          };
        })) { } "Locations of virtual hosts.";
        onlySSL = flag "Whether virtual hosts has this: only SSL.";
        quic = flag "Whether virtual hosts has this: quic.";
        redirectCode = opt (ints.between 300 399) 301 "Redirect code of virtual hosts.";
        rejectSSL = flag "Whether virtual hosts has this: reject SSL.";
        reuseport = flag "Whether virtual hosts has this: reuseport.";
        root = maybe path "Root of virtual hosts.";
        serverAliases = opt (listOf str) [ ] "Server aliases of virtual hosts.";
        serverName = maybe str "Server name of virtual hosts.";
        sslCertificate = need path "Ssl certificate of virtual hosts.";
        sslCertificateKey = need path "Ssl certificate key of virtual hosts.";
        sslTrustedCertificate = maybe path "Ssl trusted certificate of virtual hosts.";
        useACMEHost = maybe str "Use ACME host of virtual hosts.";
      };
    })) { } "Virtual hosts of nginx.";
  };
  nix-serve = {
    bindAddress = opt str "0.0.0.0" "Bind address of nix-serve.";
    enable = flag "Whether nix-serve is there.";
    extraParams = opt (separatedString " ") "" "Extra params of nix-serve.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "nix-serve";
    port = opt port 5000 "Its port.";
    secretKeyFile = maybe str "File with its key.";
  };
  node-red = {
    configFile = opt path "${config.services.node-red.package}/lib/node_modules/node-red/settings.js" "Its file.";
    define = opt attrs { } "Define of node-red.";
    enable = flag "Whether node-red is there.";
    group = opt str "node-red" "The group that runs it.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "node-red";
    port = opt port 1880 "Its port.";
    safe = flag "Whether node-red has this: safe.";
    user = opt str "node-red" "Who runs it.";
    userDir = opt path "/var/lib/node-red" "User dir of node-red.";
    withNpmAndGcc = flag "Whether node-red has this: with npm and gcc.";
  };
  nomad = {
    credentials = opt (attrsOf str) { } "Credentials of nomad.";
    dropPrivileges = enabled "Whether nomad has this: drop privileges.";
    enable = flag "Whether nomad is there.";
    enableDocker = enabled "Whether nomad has this: docker.";
    extraPackages = opt (listOf package) [ ] "Extra packages of nomad.";
    extraSettingsPaths = opt (listOf path) [ ] "Extra settings paths of nomad.";
    extraSettingsPlugins = opt (listOf (oneOf [ package path ])) [ ] "Extra settings plugins of nomad.";
    package = packaged "nomad";
    settings = opt json { } "Its settings.";
  };
  ntfy-sh = {
    enable = flag "Whether ntfy-sh is there.";
    group = opt str "ntfy-sh" "The group that runs it.";
    package = packaged "ntfy-sh";
    settings = opt (submodule {
      freeformType = yaml;
      options = {
        base-url = need str "Base url of settings.";
      };
    }) { } "Its settings.";
    user = opt str "ntfy-sh" "Who runs it.";
  };
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
  ocserv = {
    config = need lines "Its configuration.";
    enable = flag "Whether ocserv is there.";
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
  pgadmin = {
    emailServer = {
      address = opt str "localhost" "Its address.";
      enable = flag "Whether email server is there.";
      passwordFile = need path "File with the password.";
      port = opt port 25 "Its port.";
      sender = need str "Sender of email server.";
      useSSL = flag "Whether email server has this: SSL.";
      useTLS = flag "Whether email server has this: TLS.";
      username = maybe str "Username of email server.";
    };
    enable = flag "Whether pgadmin is there.";
    initialEmail = need str "Initial email of pgadmin.";
    initialPasswordFile = need path "Initial password file of pgadmin.";
    minimumPasswordLength = opt int 6 "Minimum password length of pgadmin.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "pgadmin4";
    port = opt port 5050 "Its port.";
    settings = opt (attrsOf (oneOf [ (attrsOf (oneOf [ (listOf (oneOf [ int bool str ])) (attrsOf (oneOf [ int bool str ])) int bool str ])) (listOf (oneOf [ (listOf (oneOf [ int bool str ])) (attrsOf (oneOf [ int bool str ])) int bool str ])) (listOf (oneOf [ int bool str ])) (attrsOf (oneOf [ int bool str ])) int bool str ])) { } "Its settings.";
  };
  photoprism = {
    address = opt str "localhost" "Its address.";
    enable = flag "Whether photoprism is there.";
    importPath = opt str "import" "Import path of photoprism.";
    originalsPath = need path "Originals path of photoprism.";
    package = packaged "photoprism";
    passwordFile = maybe path "File with the password.";
    port = opt port 2342 "Its port.";
    settings = opt (attrsOf str) { } "Its settings.";
    storagePath = opt path "/var/lib/photoprism" "Storage path of photoprism.";
  };
  phpfpm = {
    extraConfig = maybe lines "More text of its file.";
    phpOptions = opt lines "" "Php options of phpfpm.";
    phpPackage = packaged "php";
    pools = opt (attrsOf (submodule {
      options = {
        extraConfig = maybe lines "More text of its file.";
        group = need str "The group that runs it.";
        listen = opt str "" "Listen of pools.";
        phpEnv = opt (attrsOf str) { } "Php env of pools.";
        phpOptions = need lines "Php options of pools.";
        phpPackage = maybe package "Php package of pools.";
        settings = opt (attrsOf (oneOf [ str int bool ])) { } "Its settings.";
        user = need str "Who runs it.";
      };
    })) { } "Pools of phpfpm.";
    settings = opt (attrsOf (oneOf [ str int bool ])) { } "Its settings.";
  };
}
