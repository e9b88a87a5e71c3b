# Options of services that few hosts have: Meilisearch to WordPress.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  meilisearch = {
    enable = flag "Whether meilisearch is there.";
    environment = opt (enum [ "development" "production" ]) "development" "Its variables.";
    listenAddress = opt str "127.0.0.1" "Where it listens.";
    listenPort = opt port 7700 "Listen port of meilisearch.";
    logLevel = opt str "INFO" "How much it records.";
    masterKeyEnvironmentFile = maybe path "Master key environment file of meilisearch.";
    masterKeyFile = maybe path "File with its key.";
    settings = opt toml { } "Its settings.";
    maxIndexSize = opt str "107374182400" "Max index size of meilisearch.";
    noAnalytics = enabled "Whether meilisearch has this: no analytics.";
    package = packaged "meilisearch";
    payloadSizeLimit = opt str "104857600" "Payload size limit of meilisearch.";
  };
  mimir = {
    configFile = maybe path "Its file.";
    configuration = opt json { } "Configuration of mimir.";
    enable = flag "Whether mimir is there.";
    extraFlags = words "More arguments.";
    package = packaged "mimir";
  };
  netbird = {
    enable = flag "Whether netbird is there.";
    package = packaged "netbird";
    server = {
      coturn = {
        domain = need str "Its domain.";
        enable = flag "Whether coturn is there.";
        openPorts = opt (listOf port) (lib.filter lib.isInt (with config.services.coturn; [ listening-port alt-listening-port tls-listening-port alt-tls-listening-port ])) "Ports that are opened.";
        password = maybe str "Password of coturn.";
        passwordFile = maybe path "File with the password.";
        useAcmeCertificates = flag "Whether coturn has this: use acme certificates.";
        user = opt str "netbird" "Who runs it.";
      };
      dashboard = {
        domain = opt str "localhost" "Its domain.";
        enable = flag "Whether dashboard is there.";
        enableNginx = flag "Whether dashboard has this: nginx.";
        finalDrv = need package "Final drv of dashboard." // { readOnly = true; };
        managementServer = need str "Management server of dashboard.";
        package = packaged "netbird-dashboard";
        settings = opt (attrsOf anything) { } "Its settings.";
      };
      domain = need str "Its domain.";
      enable = flag "Whether server is there.";
      enableNginx = flag "Whether server has this: nginx.";
      management = {
        disableAnonymousMetrics = enabled "Whether management has this: disable anonymous metrics.";
        disableSingleAccountMode = flag "Whether management has this: disable single account mode.";
        dnsDomain = opt str "netbird.selfhosted" "Dns domain of management.";
        domain = need str "Its domain.";
        enable = flag "Whether management is there.";
        enableNginx = flag "Whether management has this: nginx.";
        extraOptions = words "More arguments.";
        logLevel = opt (enum [ "ERROR" "WARN" "INFO" "DEBUG" ]) "INFO" "How much it records.";
        oidcConfigEndpoint = need str "Oidc config endpoint of management.";
        package = packaged "netbird";
        port = opt port 8011 "Its port.";
        settings = opt json { } "Its settings.";
        singleAccountModeDomain = opt str "netbird.selfhosted" "Single account mode domain of management.";
        turnDomain = need str "Turn domain of management.";
        turnPort = opt port 3478 "Turn port of management.";
      };
      signal = {
        domain = need str "Its domain.";
        enable = flag "Whether signal is there.";
        enableNginx = flag "Whether signal has this: nginx.";
        logLevel = opt (enum [ "ERROR" "WARN" "INFO" "DEBUG" ]) "INFO" "How much it records.";
        package = packaged "netbird";
        port = opt port 8012 "Its port.";
      };
    };
    tunnels = opt (attrsOf (submodule ({ name, ... }: {
      options = {
        environment = opt (attrsOf str) { } "Its variables.";
        port = opt port 51820 "Its port.";
        stateDir = opt str "netbird-${name}" "Folder of its state.";
      };
    }))) { } "Tunnels of netbird.";
  };
  networkd-dispatcher = {
    enable = flag "Whether networkd-dispatcher is there.";
    rules = opt (attrsOf (submodule {
      options = {
        onState = opt (listOf (enum [ "routable" "dormant" "no-carrier" "off" "carrier" "degraded" "configuring" "configured" ])) null "On state of rules.";
        script = need lines "Script of rules.";
      };
    })) { } "Rules of networkd dispatcher.";
  };
  oauth2-proxy = {
    approvalPrompt = opt (enum [ "force" "auto" ]) "force" "Approval prompt of oauth2 proxy.";
    azure = {
      resource = need str "Resource of azure.";
      tenant = opt str "common" "Tenant of azure.";
    };
    basicAuthPassword = maybe str "Basic auth password of oauth2 proxy.";
    clientID = need (nullOr str) "Client ID of oauth2 proxy.";
    clientSecret = need (nullOr str) "Client secret of oauth2 proxy.";
    cookie = {
      domain = maybe str "Its domain.";
      expire = opt str "168h0m0s" "Expire of cookie.";
      httpOnly = enabled "Whether cookie has this: http only.";
      name = opt str "_oauth2_proxy" "Its name.";
      refresh = maybe str "Refresh of cookie.";
      secret = need (nullOr str) "Secret of cookie.";
      secure = enabled "Whether cookie has this: secure.";
    };
    customTemplatesDir = maybe path "Custom templates dir of oauth2 proxy.";
    email = {
      addresses = maybe lines "Addresses of email.";
      domains = words "Domains of email.";
    };
    enable = flag "Whether oauth2-proxy is there.";
    extraConfig = opt (attrsOf anything) { } "More text of its file.";
    github = {
      org = maybe str "Org of github.";
      team = maybe str "Team of github.";
    };
    google = {
      adminEmail = need str "Admin email of google.";
      groups = words "Groups of google.";
      serviceAccountJSON = need path "Service account JSON of google.";
    };
    htpasswd = {
      displayForm = enabled "Whether htpasswd has this: display form.";
      file = maybe path "File of htpasswd.";
    };
    httpAddress = opt str "http://127.0.0.1:4180" "Http address of oauth2 proxy.";
    keyFile = maybe path "Key file of oauth2 proxy.";
    loginURL = maybe str "Login URL of oauth2 proxy.";
    nginx = {
      domain = need str "Its domain.";
      proxy = described "config.services.oauth2-proxy.httpAddress" (opt str config.services.oauth2-proxy.httpAddress "Proxy of nginx.");
      virtualHosts = opt (coercedTo (listOf str) (names: lib.genAttrs names (_: { })) (attrsOf (submodule {
        options = {
          allowed_email_domains = maybe (listOf str) "Allowed email domains of virtual hosts.";
          allowed_emails = maybe (listOf str) "Allowed emails of virtual hosts.";
          allowed_groups = maybe (listOf str) "Allowed groups of virtual hosts.";
        };
      }))) { } "Virtual hosts of nginx.";
    };
    oidcIssuerUrl = maybe str "Oidc issuer url of oauth2 proxy.";
    package = packaged "oauth2-proxy";
    passAccessToken = flag "Whether oauth2-proxy has this: pass access token.";
    passBasicAuth = enabled "Whether oauth2-proxy has this: pass basic auth.";
    passHostHeader = enabled "Whether oauth2-proxy has this: pass host header.";
    profileURL = maybe str "Profile URL of oauth2 proxy.";
    provider = opt (enum [ "adfs" "azure" "bitbucket" "digitalocean" "facebook" "github" "gitlab" "google" "keycloak" "keycloak-oidc" "linkedin" "login.gov" "nextcloud" "oidc" ]) "google" "Provider of oauth2 proxy.";
    proxyPrefix = opt str "/oauth2" "Proxy prefix of oauth2 proxy.";
    redeemURL = maybe str "Redeem URL of oauth2 proxy.";
    redirectURL = maybe str "Redirect URL of oauth2 proxy.";
    requestLogging = enabled "Whether oauth2-proxy has this: request logging.";
    reverseProxy = flag "Whether oauth2-proxy has this: reverse proxy.";
    scope = maybe str "Scope of oauth2 proxy.";
    setXauthrequest = opt (nullOr bool) false "Set xauthrequest of oauth2 proxy.";
    signatureKey = maybe str "Signature key of oauth2 proxy.";
    skipAuthRegexes = words "Skip auth regexes of oauth2 proxy.";
    tls = {
      certificate = need path "Certificate of tls.";
      enable = flag "Whether tls is there.";
      httpsAddress = opt str ":443" "Https address of tls.";
      key = need path "Key of tls.";
    };
    upstream = opt (coercedTo str lib.singleton (listOf str)) [ ] "Upstream of oauth2 proxy.";
    validateURL = maybe str "Validate URL of oauth2 proxy.";
  };
  opendkim = {
    configFile = maybe path "Its file.";
    domains = opt str "csl:${config.networking.hostName}" "Domains whose mail is signed.";
    enable = flag "Whether opendkim is there.";
    group = opt str "opendkim" "The group that runs it.";
    keyPath = opt path "/var/lib/opendkim/keys" "Key path of opendkim.";
    selector = need str "Selector of opendkim.";
    socket = opt str "local:/run/opendkim/opendkim.sock" "Socket of opendkim.";
    user = opt str "opendkim" "Who runs it.";
  };
  openldap = {
    configDir = maybe path "Config dir of openldap.";
    declarativeContents = opt (attrsOf lines) { } "Declarative contents of openldap.";
    enable = flag "Whether openldap is there.";
    group = opt str "openldap" "The group that runs it.";
    mutableConfig = flag "Whether openldap has this: mutable config.";
    package = packaged "openldap";
    settings = need (submodule {
      options = {
        attrs = opt (attrsOf (either (either str (attrsOf str)) (listOf (either str (attrsOf str))))) { } "Attrs of settings.";
        children = opt (attrsOf (submodule {
          options = {
          };
        })) { } "Children of settings.";
        includes = opt (listOf path) [ ] "Includes of settings.";
      };
    }) "Its settings.";
    urlList = opt (listOf str) [ "ldap:///" ] "Url list of openldap.";
    user = opt str "openldap" "Who runs it.";
  };
  opensearch = {
    dataDir = opt path "/var/lib/opensearch" "Folder of its data.";
    enable = flag "Whether opensearch is there.";
    extraCmdLineOptions = words "Extra cmd line options of opensearch.";
    extraJavaOptions = words "Extra java options of opensearch.";
    group = opt str "opensearch" "The group that runs it.";
    logging = opt str "logger.action.name = org.opensearch.action\nlogger.action.level = info\n\nappender.console.type = Console\nappender.console.name = console\nappender.console.layout.type = PatternLayout\nappender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %marker%m%n\n\nrootLogger.level = info\nrootLogger.appenderRef.console.ref = console\n" "Logging of opensearch.";
    package = packaged "opensearch";
    restartIfChanged = enabled "Whether opensearch has this: restart if changed.";
    settings = opt (submodule {
      freeformType = yaml;
      options = {
        "cluster.name" = opt str "opensearch" "Cluster.name of settings.";
        "discovery.type" = opt str "single-node" "Discovery.type of settings.";
        "http.port" = opt port 9200 "Http.port of settings.";
        "network.host" = opt str "127.0.0.1" "Network.host of settings.";
        "plugins.security.disabled" = enabled "Whether settings has this: plugins.security.disabled.";
        "transport.port" = opt port 9300 "Transport.port of settings.";
      };
    }) { } "Its settings.";
    user = opt str "opensearch" "Who runs it.";
  };
  openvscode-server = {
    connectionToken = maybe str "Connection token of openvscode server.";
    connectionTokenFile = maybe str "Connection token file of openvscode server.";
    enable = flag "Whether openvscode-server is there.";
    extensionsDir = maybe str "Extensions dir of openvscode server.";
    extraArguments = words "Extra arguments of openvscode server.";
    extraEnvironment = opt (attrsOf str) { } "More variables.";
    extraGroups = words "Extra groups of openvscode server.";
    extraPackages = opt (listOf package) [ ] "More packages that it finds.";
    group = opt str "openvscode-server" "The group that runs it.";
    host = opt str "localhost" "Where it listens.";
    package = packaged "openvscode-server";
    port = opt port 3000 "Its port.";
    serverDataDir = maybe str "Server data dir of openvscode server.";
    socketPath = maybe str "Socket path of openvscode server.";
    telemetryLevel = maybe (enum [ "off" "crash" "error" "all" ]) "Telemetry level of openvscode server.";
    user = opt str "openvscode-server" "Who runs it.";
    userDataDir = maybe str "User data dir of openvscode server.";
    withoutConnectionToken = flag "Whether openvscode-server has this: without connection token.";
  };
  passSecretService = {
    enable = flag "Whether passSecretService is there.";
    package = packaged "pass-secret-service";
  };
  roundcube = {
    configureNginx = enabled "Whether roundcube has this: configure nginx.";
    database = {
      dbname = opt str "roundcube" "Dbname of database.";
      host = opt str "localhost" "Where it listens.";
      password = opt str "" "Password of database.";
      passwordFile = need str "File with the password.";
      username = opt str "roundcube" "Username of database.";
    };
    dicts = opt (listOf package) [ ] "Dicts of roundcube.";
    enable = flag "Whether roundcube is there.";
    extraConfig = opt lines "" "More text of its file.";
    hostName = need str "Its name.";
    maxAttachmentSize = opt int 18 "How many megabytes an attachment may have." // { apply = size: "${toString (size * 1.37)}M"; };
    package = packaged "roundcube";
    plugins = words "Its plugins.";
  };
  rsyslogd = {
    defaultConfig = opt lines "# \"local1\" is used for dhcpd messages.\nlocal1.*                     -/var/log/dhcpd\n\nmail.*                       -/var/log/mail\n\n*.=warning;*.=err            -/var/log/warn\n*.crit                        /var/log/warn\n\n*.*;mail.none;local1.none    -/var/log/messages\n" "Default config of rsyslogd.";
    enable = flag "Whether rsyslogd is there.";
    extraConfig = opt lines "" "More text of its file.";
    extraParams = words "Extra params of rsyslogd.";
  };
  rtorrent = {
    configText = opt lines "" "Config text of rtorrent.";
    dataDir = opt str "/var/lib/rtorrent" "Folder of its data.";
    dataPermissions = opt str "0750" "Data permissions of rtorrent.";
    downloadDir = described "\"\${config.services.rtorrent.dataDir}/download\"" (opt str "${config.services.rtorrent.dataDir}/download" "Folder of what is fetched.");
    enable = flag "Whether rtorrent is there.";
    group = opt str "rtorrent" "The group that runs it.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "rtorrent";
    port = opt port 50000 "Its port.";
    rpcSocket = opt str "/run/rtorrent/rpc.sock" "Rpc socket of rtorrent." // { readOnly = true; };
    user = opt str "rtorrent" "Who runs it.";
  };
  synergy = {
    client = {
      autoStart = enabled "Whether client has this: auto start.";
      enable = flag "Whether client is there.";
      screenName = opt str "" "Screen name of client.";
      serverAddress = need str "Server address of client.";
    };
    server = {
      address = opt str "" "Where it listens.";
      autoStart = enabled "Whether server has this: auto start.";
      configFile = opt path "/etc/synergy-server.conf" "Its file.";
      enable = flag "Whether server is there.";
      screenName = opt str "" "Screen name of server.";
      tls = {
        cert = maybe str "Cert of tls.";
        enable = flag "Whether tls is there.";
      };
    };
  };
  tempo = {
    configFile = maybe path "Its file.";
    enable = flag "Whether tempo is there.";
    extraFlags = words "More arguments.";
    settings = opt yaml { } "Its settings.";
  };
  watchdogd = {
    enable = flag "Whether watchdogd is there.";
    package = packaged "watchdogd";
    settings = opt (submodule {
      freeformType = attrsOf (oneOf [ bool int float str (attrsOf (oneOf [ bool int float str ])) ]);
      options = {
        filenr = {
          critical = opt numbers.nonnegative 1.0 "Critical of filenr.";
          enabled = flag "Whether filenr has this: enabled.";
          interval = opt ints.unsigned 300 "Interval of filenr.";
          logmark = flag "Whether filenr has this: logmark.";
          warning = opt numbers.nonnegative 0.9 "Warning of filenr.";
        };
        interval = opt ints.unsigned 5 "Interval of settings.";
        loadavg = {
          critical = opt numbers.nonnegative 2.0 "Critical of loadavg.";
          enabled = flag "Whether loadavg has this: enabled.";
          interval = opt ints.unsigned 300 "Interval of loadavg.";
          logmark = flag "Whether loadavg has this: logmark.";
          warning = opt numbers.nonnegative 1.0 "Warning of loadavg.";
        };
        meminfo = {
          critical = opt numbers.nonnegative 0.95 "Critical of meminfo.";
          enabled = flag "Whether meminfo has this: enabled.";
          interval = opt ints.unsigned 300 "Interval of meminfo.";
          logmark = flag "Whether meminfo has this: logmark.";
          warning = opt numbers.nonnegative 0.9 "Warning of meminfo.";
        };
        safe-exit = enabled "Whether settings has this: safe exit.";
        timeout = opt ints.unsigned 15 "Timeout of settings.";
      };
    }) { } "Its settings.";
  };
  wordpress = {
    sites = opt (attrsOf (submodule ({ name, ... }: {
      options = {
        database = {
          createLocally = enabled "Whether database has this: create locally.";
          host = opt str "localhost" "Where it listens.";
          name = opt str "wordpress" "Its name.";
          passwordFile = maybe path "File with the password.";
          port = opt port 3306 "Its port.";
          socket = opt (nullOr path) "/run/mysqld/mysqld.sock" "Socket of the database.";
          tablePrefix = opt str "wp_" "Table prefix of database.";
          user = opt str "wordpress" "Who runs it.";
        };
        extraConfig = opt lines "" "More text of its file.";
        fontsDir = opt path "/var/lib/wordpress/${name}/fonts" "Fonts dir of sites.";
        languages = opt (listOf path) [ ] "Languages of sites.";
        mergedConfig = opt anything { } "The settings and those that always hold." // { readOnly = true; };
        package = packaged "wordpress";
        plugins = opt (coercedTo (listOf path) named (attrsOf path)) { } "Plugins by name.";
        poolConfig = opt (attrsOf (oneOf [ str int bool ])) { pm = "dynamic"; "pm.max_children" = 32; "pm.max_requests" = 500; "pm.max_spare_servers" = 4; "pm.min_spare_servers" = 2; "pm.start_servers" = 2; } "Pool config of sites.";
        settings = opt (attrsOf anything) { } "Its settings.";
        themes = opt (coercedTo (listOf path) named (attrsOf path)) { } "Themes by name.";
        uploadsDir = opt path "/var/lib/wordpress/${name}/uploads" "Uploads dir of sites.";
        virtualHost = need (submodule ({ name, ... }: {
          options = {
            acmeRoot = opt (nullOr str) "/var/lib/acme/acme-challenge" "Acme root of virtual host.";
            addSSL = flag "Whether virtualHost has this: add SSL.";
            adminAddr = maybe str "Admin addr of virtual host.";
            documentRoot = maybe path "Document root of virtual host.";
            enableACME = flag "Whether virtualHost has this: ACME.";
            enableUserDir = flag "Whether virtualHost has this: user dir.";
            extraConfig = opt lines "" "More text of its file.";
            forceSSL = flag "Whether virtualHost has this: force SSL.";
            globalRedirect = maybe str "Global redirect of virtual host.";
            hostName = opt str name "Its name.";
            http2 = enabled "Whether virtualHost has this: http2.";
            listen = opt (listOf (submodule {
              options = {
                ip = opt str "*" "Ip of listen.";
                port = need port "Its port.";
                ssl = flag "Whether listen has this: ssl.";
              };
            })) [ ] "Listen of virtual host.";
            listenAddresses = opt (listOf str) [ "*" ] "Listen addresses of virtual host.";
            locations = opt (attrsOf (submodule {
              options = {
                alias = maybe path "Alias of locations.";
                extraConfig = opt lines "" "More text of its file.";
                index = maybe str "Index of locations.";
                priority = opt int 1000 "Priority of locations.";
                proxyPass = maybe str "Proxy pass of locations.";
              };
            })) { } "Locations of virtual host.";
            logFormat = opt str "common" "Log format of virtual host.";
            onlySSL = flag "Whether virtualHost has this: only SSL.";
            robotsEntries = opt lines "" "Robots entries of virtual host.";
            servedDirs = opt (listOf attrs) [ ] "Served dirs of virtual host.";
            servedFiles = opt (listOf attrs) [ ] "Served files of virtual host.";
            serverAliases = words "Server aliases of virtual host.";
            sslServerCert = need path "Ssl server cert of virtual host.";
            sslServerChain = maybe path "Ssl server chain of virtual host.";
            sslServerKey = need path "Ssl server key of virtual host.";
            useACMEHost = maybe str "Use acmehost of virtual host.";
          };
        })) "Virtual host of sites.";
      };
    }))) { } "Sites of wordpress.";
    webserver = opt (enum [ "httpd" "nginx" "caddy" ]) "httpd" "Webserver of wordpress.";
  };
}
