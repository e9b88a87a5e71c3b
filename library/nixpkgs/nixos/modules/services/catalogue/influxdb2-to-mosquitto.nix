# Options of services, influxdb2 to mosquitto. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  options.services = {
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
    input-remapper = {
      enable = flag "Whether input-remapper is there.";
      enableUdevRules = flag "Whether input-remapper has this: udev rules.";
      package = packaged "input-remapper";
      serviceWantedBy = opt (listOf str) [ "graphical.target" ] "Service wanted by of input-remapper.";
    };
    interception-tools = {
      enable = flag "Whether interception-tools is there.";
      plugins = opt (listOf package) [ ] "Its plugins.";
      udevmonConfig = opt (either str path) "" "Its file.";
    };
    invidious = {
      address = opt str (if config.services.invidious.nginx.enable then "127.0.0.1" else "0.0.0.0") "Where it listens.";
      database = {
        createLocally = enabled "Whether database has this: create locally.";
        host = maybe str "Where it listens.";
        passwordFile = maybe str "File with the password.";
        port = opt port config.services.postgresql.settings.port "Port of the database.";
      };
      domain = maybe str "Its domain.";
      enable = flag "Whether invidious is there.";
      extraSettingsFile = maybe str "Extra settings file of invidious.";
      hmacKeyFile = maybe path "Hmac key file of invidious.";
      http3-ytproxy = {
        enable = flag "Whether http3 ytproxy is there.";
        package = packaged "http3-ytproxy";
      };
      nginx = {
        enable = flag "Whether nginx is there.";
      };
      package = packaged "invidious";
      port = opt port 3000 "Its port.";
      serviceScale = opt int 1 "Service scale of invidious.";
      settings = opt json { } "Its settings.";
    };
    jackett = {
      dataDir = opt str "/var/lib/jackett/.config/Jackett" "Folder of its data.";
      enable = flag "Whether jackett is there.";
      group = opt str "jackett" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "jackett";
      port = opt port 9117 "Its port.";
      user = opt str "jackett" "Who runs it.";
    };
    jellyfin = {
      cacheDir = opt path "/var/cache/jellyfin" "Cache dir of jellyfin.";
      configDir = opt path "\${cfg.dataDir}/config" "Config dir of jellyfin.";
      dataDir = opt path "/var/lib/jellyfin" "Folder of its data.";
      enable = flag "Whether jellyfin is there.";
      group = opt str "jellyfin" "The group that runs it.";
      logDir = opt path "\${cfg.dataDir}/log" "Log dir of jellyfin.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "jellyfin";
      user = opt str "jellyfin" "Who runs it.";
    };
    jellyseerr = {
      enable = flag "Whether jellyseerr is there.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "jellyseerr";
      port = opt port 5055 "Its port.";
    };
    joycond = {
      enable = flag "Whether joycond is there.";
      package = packaged "joycond";
    };
    k3s = {
      charts = opt (attrsOf (oneOf [ path package ])) { } "Charts of k3s.";
      clusterInit = flag "Whether k3s has this: cluster init.";
      configPath = maybe path "Config path of k3s.";
      disableAgent = flag "Whether k3s has this: disable agent.";
      enable = flag "Whether k3s is there.";
      environmentFile = maybe path "File with variables that nobody else may read.";
      extraFlags = opt (oneOf [ str (listOf str) ]) [ ] "More arguments.";
      extraKubeletConfig = opt (attrsOf anything) { } "Extra kubelet config of k3s.";
      gracefulNodeShutdown = {
        enable = flag "Whether graceful node shutdown is there.";
        shutdownGracePeriod = opt nonEmptyStr "30s" "Shutdown grace period of graceful node shutdown.";
        shutdownGracePeriodCriticalPods = opt nonEmptyStr "10s" "Shutdown grace period critical pods of graceful node shutdown.";
      };
      images = opt (listOf package) [ ] "Images of k3s.";
      manifests = opt (attrsOf (submodule {
        options = {
          content = maybe (oneOf [ attrs (listOf attrs) ]) "Content of manifests.";
          enable = enabled "Whether manifests is there.";
          source = need path "Source of manifests.";
          target = need nonEmptyStr "Target of manifests.";
        };
      })) { } "Manifests of k3s.";
      package = packaged "k3s";
      role = opt (enum [ "server" "agent" ]) "server" "Role of k3s.";
      serverAddr = opt str "" "Server addr of k3s.";
      token = opt str "" "Token of k3s.";
      tokenFile = maybe path "Token file of k3s.";
    };
    kavita = {
      dataDir = opt str "/var/lib/kavita" "Folder of its data.";
      enable = flag "Whether kavita is there.";
      package = packaged "kavita";
      settings = opt (submodule {
        freeformType = json;
        options = {
          IpAddresses = opt commas "0.0.0.0,::" "Ip addresses of settings.";
          Port = opt port 5000 "Port of settings.";
        };
      }) { } "Its settings.";
      tokenKeyFile = need path "Token key file of kavita.";
      user = opt str "kavita" "Who runs it.";
    };
    kmscon = {
      autologinUser = maybe str "Autologin user of kmscon.";
      enable = flag "Whether kmscon is there.";
      extraConfig = opt lines "" "More text of its file.";
      extraOptions = opt (separatedString " ") "" "More arguments.";
      fonts = opt anything null "Fonts of kmscon.";
      hwRender = flag "Whether kmscon has this: hw render.";
      useXkbConfig = flag "Whether kmscon has this: xkb config.";
    };
    komga = {
      enable = flag "Whether komga is there.";
      group = opt str "komga" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      port = opt port 8080 "Its port.";
      stateDir = opt str "/var/lib/komga" "Folder of its state.";
      user = opt str "komga" "Who runs it.";
    };
    languagetool = {
      allowOrigin = maybe str "Allow origin of languagetool.";
      enable = flag "Whether languagetool is there.";
      jrePackage = packaged "jre";
      jvmOptions = opt (listOf str) [ ] "Jvm options of languagetool.";
      package = packaged "languagetool";
      port = opt port 8081 "Its port.";
      public = flag "Whether languagetool has this: public.";
      settings = opt anything { } "Its settings.";
    };
    lidarr = {
      dataDir = opt str "/var/lib/lidarr/.config/Lidarr" "Folder of its data.";
      enable = flag "Whether lidarr is there.";
      group = opt str "lidarr" "The group that runs it.";
      openFirewall = flag "Whether its ports are open.";
      package = packaged "lidarr";
      user = opt str "lidarr" "Who runs it.";
    };
    localtimed = {
      enable = flag "Whether localtimed is there.";
      geoclue2Package = packaged "geoclue2-with-demo-agent";
      package = packaged "localtime";
    };
    locate = {
      enable = flag "Whether locate is there.";
      extraFlags = opt (listOf str) [ ] "More arguments.";
      interval = opt str "02:15" "How often.";
      localuser = opt (nullOr str) "nobody" "Localuser of locate.";
      output = opt path "/var/cache/locatedb" "Output of locate.";
      package = packaged [ "findutils" "locate" ];
      pruneBindMounts = flag "Whether locate has this: prune bind mounts.";
      pruneFS = opt (listOf str) [
    "afs"
    "anon_inodefs"
    "auto"
    "autofs"
    "bdev"
    "binfmt"
    "binfmt_misc"
    "ceph"
    "cgroup"
    "cgroup2"
    "cifs"
    "coda"
    "configfs"
    "cramfs"
    "cpuset"
    "curlftpfs"
    "debugfs"
    "devfs"
    "devpts"
    "devtmpfs"
    "ecryptfs"
    "eventpollfs"
    "exofs"
    "futexfs"
    "ftpfs"
    "fuse"
    "fusectl"
    "fusesmb"
    "fuse.ceph"
    "fuse.glusterfs"
    "fuse.gvfsd-fuse"
    "fuse.mfs"
    "fuse.rclone"
    "fuse.rozofs"
    "fuse.sshfs"
    "gfs"
    "gfs2"
    "hostfs"
    "hugetlbfs"
    "inotifyfs"
    "iso9660"
    "jffs2"
    "lustre"
    "lustre_lite"
    "misc"
    "mfs"
    "mqueue"
    "ncpfs"
    "nfs"
    "NFS"
    "nfs4"
    "nfsd"
    "nnpfs"
    "ocfs"
    "ocfs2"
    "pipefs"
    "proc"
    "ramfs"
    "rpc_pipefs"
    "securityfs"
    "selinuxfs"
    "sfs"
    "shfs"
    "smbfs"
    "sockfs"
    "spufs"
    "sshfs"
    "subfs"
    "supermount"
    "sysfs"
    "tmpfs"
    "tracefs"
    "ubifs"
    "udev"
    "udf"
    "usbfs"
    "vboxsf"
    "vperfctrfs"
  ] "Prune FS of locate.";
      pruneNames = opt (listOf str) [ ".bzr" ".cache" ".git" ".hg" ".svn" ] "Names that are left out.";
      prunePaths = opt (listOf path) [
    "/tmp"
    "/var/tmp"
    "/var/cache"
    "/var/lock"
    "/var/run"
    "/var/spool"
    "/nix/store"
    "/nix/var/log/nix"
  ] "Prune paths of locate.";
    };
    loki = {
      configFile = maybe path "Its file.";
      configuration = opt json { } "Configuration of loki.";
      dataDir = opt path "/var/lib/loki" "Folder of its data.";
      enable = flag "Whether loki is there.";
      extraFlags = opt (listOf str) [ ] "More arguments.";
      group = opt str "loki" "The group that runs it.";
      package = packaged "grafana-loki";
      user = opt str "loki" "Who runs it.";
    };
    lorri = {
      enable = flag "Whether lorri is there.";
      package = packaged "lorri";
    };
    mealie = {
      credentialsFile = maybe path "Credentials file of mealie.";
      enable = flag "Whether mealie is there.";
      listenAddress = opt str "0.0.0.0" "Where it listens.";
      package = packaged "mealie";
      port = opt port 9000 "Its port.";
      settings = opt (attrsOf anything) { } "Its settings.";
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
        freeformType = (attrsOf atom);
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
      })) { } "Listeners of mosquitto.";
      logDest = opt (listOf (oneOf [ path (enum [ "stdout" "stderr" "syslog" "topic" "dlt" ]) ])) [ "stderr" ] "Log dest of mosquitto.";
      logType = opt (listOf (enum [ "debug" "error" "warning" "notice" "information" "subscribe" "unsubscribe" "websockets" "none" "all" ])) [ ] "Log type of mosquitto.";
      package = packaged "mosquitto";
      persistence = enabled "Whether mosquitto has this: persistence.";
      settings = opt anything { } "Its settings.";
    };
  };
}
