# Options of services, grafana to influxdb2. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  grafana = {
    dataDir = opt path "/var/lib/grafana" "Folder of its data.";
    declarativePlugins = maybe (listOf path) "Declarative plugins of grafana.";
    enable = flag "Whether grafana is there.";
    package = packaged "grafana";
    provision = {
      alerting = {
        contactPoints = {
          path = maybe path "Its folder.";
          settings = maybe (submodule {
            options = {
              apiVersion = opt int 1 "Api version of settings.";
              contactPoints = opt (listOf yaml) [ ] "Contact points of settings.";
              deleteContactPoints = opt (listOf (submodule {
                options = {
                  orgId = opt int 1 "Org id of delete contact points.";
                  uid = need str "Uid of delete contact points.";
                };
              })) [ ] "Delete contact points of settings.";
            };
          }) "Its settings.";
        };
        muteTimings = {
          path = maybe path "Its folder.";
          settings = maybe (submodule {
            options = {
              apiVersion = opt int 1 "Api version of settings.";
              deleteMuteTimes = opt (listOf (submodule {
                options = {
                  name = need str "Its name.";
                  orgId = opt int 1 "Org id of delete mute times.";
                };
              })) [ ] "Delete mute times of settings.";
              muteTimes = opt (listOf yaml) [ ] "Mute times of settings.";
            };
          }) "Its settings.";
        };
        policies = {
          path = maybe path "Its folder.";
          settings = maybe (submodule {
            options = {
              apiVersion = opt int 1 "Api version of settings.";
              policies = opt (listOf yaml) [ ] "Policies of settings.";
              resetPolicies = opt (listOf int) [ ] "Reset policies of settings.";
            };
          }) "Its settings.";
        };
        rules = {
          path = maybe path "Its folder.";
          settings = maybe (submodule {
            options = {
              apiVersion = opt int 1 "Api version of settings.";
              deleteRules = opt (listOf (submodule {
                options = {
                  orgId = opt int 1 "Org id of delete rules.";
                  uid = need str "Uid of delete rules.";
                };
              })) [ ] "Delete rules of settings.";
              groups = opt (listOf yaml) [ ] "Groups of settings.";
            };
          }) "Its settings.";
        };
        templates = {
          path = maybe path "Its folder.";
          settings = maybe (submodule {
            options = {
              apiVersion = opt int 1 "Api version of settings.";
              deleteTemplates = opt (listOf (submodule {
                options = {
                  name = need str "Its name.";
                  orgId = opt int 1 "Org id of delete templates.";
                };
              })) [ ] "Delete templates of settings.";
              templates = opt (listOf yaml) [ ] "Templates of settings.";
            };
          }) "Its settings.";
        };
      };
      dashboards = opt (submodule {
        options = {
          path = maybe path "Its folder.";
          settings = maybe (submodule {
            options = {
              apiVersion = opt int 1 "Api version of settings.";
              providers = opt (listOf yaml) [ ] "Providers of settings.";
            };
          }) "Its settings.";
        };
      }) { } "Dashboards of provision.";
      datasources = opt (submodule {
        options = {
          path = maybe path "Its folder.";
          settings = maybe (submodule {
            options = {
              apiVersion = opt int 1 "Api version of settings.";
              datasources = opt (listOf yaml) [ ] "Datasources of settings.";
              deleteDatasources = opt (listOf (submodule {
                options = {
                  name = need str "Its name.";
                  orgId = need int "Org id of delete datasources.";
                };
              })) [ ] "Delete datasources of settings.";
            };
          }) "Its settings.";
        };
      }) { } "Datasources of provision.";
      enable = flag "Whether provision is there.";
    };
    settings = opt (submodule {
      freeformType = (attrsOf sectionWithLists);
      options = {
        analytics = {
          check_for_plugin_updates = maybe bool "Whether analytics has this: check for plugin updates.";
          check_for_updates = flag "Whether analytics has this: check for updates.";
          feedback_links_enabled = enabled "Whether analytics has this: feedback links enabled.";
          reporting_enabled = enabled "Whether analytics has this: reporting enabled.";
        };
        database = {
          ca_cert_path = maybe str "Ca cert path of database.";
          cache_mode = opt (enum [ "private" "shared" ]) "private" "Cache mode of database.";
          client_cert_path = maybe str "Client cert path of database.";
          client_key_path = maybe str "Client key path of database.";
          conn_max_lifetime = opt int 14400 "Conn max lifetime of database.";
          host = opt str "127.0.0.1:3306" "Where it listens.";
          isolation_level = maybe (enum [ "READ-UNCOMMITTED" "READ-COMMITTED" "REPEATABLE-READ" "SERIALIZABLE" ]) "Isolation level of database.";
          locking_attempt_timeout_sec = opt int 0 "Locking attempt timeout sec of database.";
          log_queries = flag "Whether database has this: log queries.";
          max_idle_conn = opt int 2 "Max idle conn of database.";
          max_open_conn = opt int 0 "Max open conn of database.";
          name = opt str "grafana" "Its name.";
          password = opt str "" "Password of database.";
          path = maybe path "Its folder.";
          query_retries = opt int 0 "Query retries of database.";
          server_cert_name = maybe str "Server cert name of database.";
          ssl_mode = opt (enum [ "disable" "require" "verify-full" "true" "false" "skip-verify" ]) "disable" "Ssl mode of database.";
          transaction_retries = opt int 5 "Transaction retries of database.";
          type = opt (enum [ "mysql" "sqlite3" "postgres" ]) "sqlite3" "Type of database.";
          user = opt str "root" "Who runs it.";
          wal = flag "Whether database has this: wal.";
        };
        paths = {
          plugins = maybe path "Plugins of paths.";
          provisioning = opt path "/var/lib/grafana/provisioning" "Provisioning of paths.";
        };
        security = {
          admin_email = opt str "admin@localhost" "Admin email of security.";
          admin_password = opt str "admin" "Admin password of security.";
          admin_user = opt str "admin" "Admin user of security.";
          allow_embedding = flag "Whether security has this: allow embedding.";
          content_security_policy = flag "Whether security has this: content security policy.";
          content_security_policy_report_only = flag "Whether security has this: content security policy report only.";
          cookie_samesite = opt (enum [ "lax" "strict" "none" "disabled" ]) "lax" "Cookie samesite of security.";
          cookie_secure = flag "Whether security has this: cookie secure.";
          csrf_additional_headers = opt (oneOf [ str (listOf str) ]) [ ] "Csrf additional headers of security.";
          csrf_trusted_origins = opt (oneOf [ str (listOf str) ]) [ ] "Csrf trusted origins of security.";
          data_source_proxy_whitelist = opt (oneOf [ str (listOf str) ]) [ ] "Data source proxy whitelist of security.";
          disable_brute_force_login_protection = flag "Whether security has this: disable brute force login protection.";
          disable_gravatar = flag "Whether security has this: disable gravatar.";
          disable_initial_admin_creation = flag "Whether security has this: disable initial admin creation.";
          secret_key = opt str "SW2YcwTIb9zpOOhoPsMm" "Secret key of security.";
          strict_transport_security = flag "Whether security has this: strict transport security.";
          strict_transport_security_max_age_seconds = opt int 86400 "Strict transport security max age seconds of security.";
          strict_transport_security_preload = flag "Whether security has this: strict transport security preload.";
          strict_transport_security_subdomains = flag "Whether security has this: strict transport security subdomains.";
          x_content_type_options = enabled "Whether security has this: x content type options.";
          x_xss_protection = enabled "Whether security has this: x xss protection.";
        };
        server = {
          cdn_url = maybe str "Cdn url of server.";
          cert_file = maybe str "Cert file of server.";
          cert_key = maybe str "Cert key of server.";
          domain = opt str "localhost" "Its domain.";
          enable_gzip = flag "Whether server has this: gzip.";
          enforce_domain = flag "Whether server has this: enforce domain.";
          http_addr = opt str "127.0.0.1" "Http addr of server.";
          http_port = opt port 3000 "Http port of server.";
          protocol = opt (enum [ "http" "https" "h2" "socket" ]) "http" "Protocol of server.";
          read_timeout = opt str "0" "Read timeout of server.";
          root_url = opt str "%(protocol)s://%(domain)s:%(http_port)s/" "Root url of server.";
          router_logging = flag "Whether server has this: router logging.";
          serve_from_sub_path = flag "Whether server has this: serve from sub path.";
          socket = opt str "/run/grafana/grafana.sock" "Socket of server.";
          socket_gid = opt int (-1) "Socket gid of server.";
          socket_mode = opt str "0660" "Socket mode of server.";
          static_root_path = maybe str "Static root path of server.";
        };
        smtp = {
          cert_file = maybe str "Cert file of smtp.";
          ehlo_identity = maybe str "Ehlo identity of smtp.";
          enabled = flag "Whether smtp has this: enabled.";
          from_address = opt str "admin@grafana.localhost" "From address of smtp.";
          from_name = opt str "Grafana" "From name of smtp.";
          host = opt str "localhost:25" "Where it listens.";
          key_file = maybe str "Key file of smtp.";
          password = opt str "" "Password of smtp.";
          skip_verify = flag "Whether smtp has this: skip verify.";
          startTLS_policy = maybe (enum [ "OpportunisticStartTLS" "MandatoryStartTLS" "NoStartTLS" ]) "Start TLS policy of smtp.";
          user = maybe str "Who runs it.";
        };
        users = {
          allow_org_create = flag "Whether users has this: allow org create.";
          allow_sign_up = flag "Whether users has this: allow sign up.";
          auto_assign_org = enabled "Whether users has this: auto assign org.";
          auto_assign_org_id = opt int 1 "Auto assign org id of users.";
          auto_assign_org_role = opt (enum [ "Viewer" "Editor" "Admin" ]) "Viewer" "Auto assign org role of users.";
          default_language = opt str "en-US" "Default language of users.";
          default_theme = opt (enum [ "dark" "light" "system" ]) "dark" "Default theme of users.";
          editors_can_admin = flag "Whether users has this: editors can admin.";
          hidden_users = opt str "" "Hidden users of users.";
          home_page = opt str "" "Home page of users.";
          login_hint = opt str "email or username" "Login hint of users.";
          password_hint = opt str "password" "Password hint of users.";
          user_invite_max_lifetime_duration = opt str "24h" "User invite max lifetime duration of users.";
          verify_email_enabled = flag "Whether users has this: verify email enabled.";
          viewers_can_edit = flag "Whether users has this: viewers can edit.";
        };
      };
    }) { } "Its settings.";
  };
  grocy = {
    dataDir = opt str "/var/lib/grocy" "Folder of its data.";
    enable = flag "Whether grocy is there.";
    hostName = need str "Its name.";
    nginx = {
      enableSSL = enabled "Whether nginx has this: SSL.";
    };
    package = packaged "grocy";
    phpfpm = {
      settings = opt (attrsOf (oneOf [ int str bool ])) { } "Its settings.";
    };
    settings = {
      calendar = {
        firstDayOfWeek = opt anything null "First day of week of calendar.";
        showWeekNumber = enabled "Whether calendar has this: show week number.";
      };
      culture = opt (enum [ "de" "en" "da" "en_GB" "es" "fr" "hu" "it" "nl" "no" "pl" "pt_BR" "ru" "sk_SK" "sv_SE" "tr" ]) "en" "Culture of settings.";
      currency = opt str "USD" "Currency of settings.";
    };
  };
  haproxy = {
    config = maybe lines "Its configuration.";
    enable = flag "Whether haproxy is there.";
    group = opt str "haproxy" "The group that runs it.";
    package = packaged "haproxy";
    user = opt str "haproxy" "Who runs it.";
  };
  harmonia = {
    enable = flag "Whether harmonia is there.";
    package = packaged "harmonia";
    settings = opt toml { } "Its settings.";
    signKeyPath = maybe path "Sign key path of harmonia.";
  };
  hdapsd = {
    enable = flag "Whether hdapsd is there.";
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
  hydra = {
    buildMachinesFiles = opt (listOf path) [ ] "Build machines files of hydra.";
    dbi = opt str "dbi:Pg:dbname=hydra;user=hydra;" "Dbi of hydra.";
    debugServer = flag "Whether hydra has this: debug server.";
    enable = flag "Whether hydra is there.";
    extraConfig = need lines "More text of its file.";
    extraEnv = opt (attrsOf str) { } "Extra env of hydra.";
    gcRootsDir = opt path "/nix/var/nix/gcroots/hydra" "Gc roots dir of hydra.";
    hydraURL = need str "Hydra URL of hydra.";
    listenHost = opt str "*" "Listen host of hydra.";
    logo = maybe path "Logo of hydra.";
    maxServers = opt int 25 "Max servers of hydra.";
    maxSpareServers = opt int 5 "Max spare servers of hydra.";
    minSpareServers = opt int 4 "Min spare servers of hydra.";
    minimumDiskFree = opt int 0 "Minimum disk free of hydra.";
    minimumDiskFreeEvaluator = opt int 0 "Minimum disk free evaluator of hydra.";
    notificationSender = need str "Notification sender of hydra.";
    package = packaged "hydra";
    port = opt port 3000 "Its port.";
    smtpHost = maybe str "Smtp host of hydra.";
    tracker = opt str "" "Tracker of hydra.";
    useSubstitutes = flag "Whether hydra has this: substitutes.";
  };
  influxdb2 = {
    enable = flag "Whether influxdb2 is there.";
    package = packaged "influxdb2";
    provision = {
      enable = flag "Whether provision is there.";
      initialSetup = {
        bucket = need str "Bucket of initial setup.";
        organization = need str "Organization of initial setup.";
        passwordFile = need path "File with the password.";
        retention = opt ints.unsigned 0 "Retention of initial setup.";
        tokenFile = need path "Token file of initial setup.";
        username = opt str "admin" "Username of initial setup.";
      };
      organizations = opt (attrsOf (submodule {
        options = {
          auths = opt (attrsOf (submodule {
            options = {
              allAccess = flag "Whether auths has this: all access.";
              description = maybe str "Description of auths.";
              operator = flag "Whether auths has this: operator.";
              present = enabled "Whether auths has this: present.";
              readBuckets = opt (listOf str) [ ] "Read buckets of auths.";
              readPermissions = opt (listOf (enum [ "authorizations" "buckets" "dashboards" "orgs" "tasks" "telegrafs" "users" "variables" "secrets" "labels" "views" "documents" "notificationRules" "notificationEndpoints" "checks" "dbrp" "annotations" "sources" "scrapers" "notebooks" "remotes" "replications" ])) [ ] "Read permissions of auths.";
              tokenFile = maybe path "Token file of auths.";
              writeBuckets = opt (listOf str) [ ] "Write buckets of auths.";
              writePermissions = opt (listOf (enum [ "authorizations" "buckets" "dashboards" "orgs" "tasks" "telegrafs" "users" "variables" "secrets" "labels" "views" "documents" "notificationRules" "notificationEndpoints" "checks" "dbrp" "annotations" "sources" "scrapers" "notebooks" "remotes" "replications" ])) [ ] "Write permissions of auths.";
            };
          })) { } "Auths of organizations.";
          buckets = opt (attrsOf (submodule {
            options = {
              description = maybe str "Description of buckets.";
              present = enabled "Whether buckets has this: present.";
              retention = opt ints.unsigned 0 "Retention of buckets.";
            };
          })) { } "Buckets of organizations.";
          description = maybe str "Description of organizations.";
          present = enabled "Whether organizations has this: present.";
        };
      })) { } "Organizations of provision.";
      users = opt (attrsOf (submodule {
        options = {
          passwordFile = maybe path "File with the password.";
          present = enabled "Whether users has this: present.";
        };
      })) { } "Users of provision.";
    };
    settings = opt json { } "Its settings.";
  };
}
