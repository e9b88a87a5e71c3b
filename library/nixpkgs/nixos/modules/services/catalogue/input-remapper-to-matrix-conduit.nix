# Options of services, input-remapper to matrix-conduit. What enabling one does is in `../hosted.nix` and its neighbours.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
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
  ipp-usb = {
    enable = flag "Whether ipp-usb is there.";
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
    configDir = opt path "${config.services.jellyfin.dataDir}/config" "Config dir of jellyfin.";
    dataDir = opt path "/var/lib/jellyfin" "Folder of its data.";
    enable = flag "Whether jellyfin is there.";
    group = opt str "jellyfin" "The group that runs it.";
    logDir = opt path "${config.services.jellyfin.dataDir}/log" "Log dir of jellyfin.";
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
  kanidm = {
    clientSettings = opt (submodule {
      freeformType = toml;
      options = {
        uri = need str "Uri of client settings.";
      };
    }) { } "Client settings of kanidm.";
    enableClient = flag "Whether kanidm has this: client.";
    enablePam = flag "Whether kanidm has this: pam.";
    enableServer = flag "Whether kanidm has this: server.";
    package = packaged "kanidm";
    serverSettings = opt (submodule {
      freeformType = toml;
      options = {
        bindaddress = need str "Bindaddress of server settings.";
        domain = maybe str "Its domain.";
        ldapbindaddress = maybe str "Ldapbindaddress of server settings.";
        log_level = opt (enum [ "info" "debug" "trace" ]) "info" "Log level of server settings.";
        online_backup = {
          path = opt path "/var/lib/kanidm/backups" "Its folder.";
          schedule = opt str "00 22 * * *" "Schedule of online backup.";
          versions = opt ints.unsigned 0 "Versions of online backup.";
        };
        origin = need (strMatching "^https://.*") "Origin of server settings.";
        role = opt (enum [ "WriteReplica" "WriteReplicaNoUI" "ReadOnlyReplica" ]) "WriteReplica" "Role of server settings.";
        tls_chain = need path "Tls chain of server settings.";
        tls_key = need path "Tls key of server settings.";
      };
    }) { } "Server settings of kanidm.";
    unixSettings = opt (submodule {
      freeformType = toml;
      options = {
        hsm_pin_path = opt path "/var/cache/kanidm-unixd/hsm-pin" "Hsm pin path of unix settings.";
        pam_allowed_login_groups = need (listOf str) "Pam allowed login groups of unix settings.";
      };
    }) { } "Unix settings of kanidm.";
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
  keycloak = {
    database = {
      caCert = maybe path "Ca cert of database.";
      createLocally = enabled "Whether database has this: create locally.";
      host = opt str "localhost" "Where it listens.";
      name = opt str "keycloak" "Its name.";
      passwordFile = need path "File with the password.";
      port = maybe port "Its port.";
      type = opt (enum [ "mysql" "mariadb" "postgresql" ]) "postgresql" "Type of database.";
      useSSL = maybe bool "Whether database has this: SSL.";
      username = opt str "keycloak" "Username of database.";
    };
    enable = flag "Whether keycloak is there.";
    initialAdminPassword = opt str "changeme" "Initial admin password of keycloak.";
    package = packaged "keycloak";
    plugins = opt (listOf path) [ ] "Plugins of keycloak.";
    settings = opt (submodule {
      freeformType = (attrsOf (nullOr (oneOf [ str int bool (attrsOf path) ])));
      options = {
        hostname = need (nullOr str) "Its name.";
        hostname-backchannel-dynamic = flag "Whether settings has this: hostname backchannel dynamic.";
        http-host = opt str "0.0.0.0" "Http host of settings.";
        http-port = opt port 80 "Http port of settings.";
        http-relative-path = opt str "/" "Http relative path of settings.";
        https-port = opt port 443 "Https port of settings.";
        proxy = opt (enum [ "edge" "reencrypt" "passthrough" "none" ]) "none" "Proxy of settings.";
      };
    }) { } "Its settings.";
    sslCertificate = maybe path "Ssl certificate of keycloak.";
    sslCertificateKey = maybe path "Ssl certificate key of keycloak.";
    themes = opt (attrsOf package) { } "Themes of keycloak.";
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
  lldap = {
    enable = flag "Whether lldap is there.";
    environment = opt (attrsOf str) { } "Its variables.";
    environmentFile = maybe path "File with variables that nobody else may read.";
    package = packaged "lldap";
    settings = opt (submodule {
      freeformType = toml;
      options = {
        database_url = opt str "sqlite://./users.db?mode=rwc" "Database url of settings.";
        http_host = opt str "::" "Http host of settings.";
        http_port = opt port 17170 "Http port of settings.";
        http_url = opt str "http://localhost" "Http url of settings.";
        ldap_base_dn = need str "Ldap base dn of settings.";
        ldap_host = opt str "::" "Ldap host of settings.";
        ldap_port = opt port 3890 "Ldap port of settings.";
        ldap_user_dn = opt str "admin" "Ldap user dn of settings.";
        ldap_user_email = opt str "admin@example.com" "Ldap user email of settings.";
      };
    }) { } "Its settings.";
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
    package = packaged "plocate";
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
  logrotate = {
    checkConfig = enabled "Whether logrotate has this: check config.";
    configFile = maybe path "Its file.";
    enable = maybe bool "Whether logrotate is there.";
    extraArgs = opt (listOf str) [ ] "More arguments.";
    settings = opt (attrsOf (attrsOf (nullOr (oneOf [ int bool str ])))) { } "Its settings.";
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
  matrix-conduit = {
    enable = flag "Whether matrix-conduit is there.";
    extraEnvironment = opt (attrsOf str) { } "Extra environment of matrix-conduit.";
    package = packaged "matrix-conduit";
    settings = opt (submodule {
      freeformType = toml;
      options = {
        global = {
          address = opt str "::1" "Its address.";
          allow_check_for_updates = flag "Whether global has this: allow check for updates.";
          allow_encryption = enabled "Whether global has this: allow encryption.";
          allow_federation = enabled "Whether global has this: allow federation.";
          allow_registration = flag "Whether global has this: allow registration.";
          database_backend = opt (enum [ "sqlite" "rocksdb" ]) "sqlite" "Database backend of global.";
          max_request_size = opt ints.positive 20000000 "Max request size of global.";
          port = opt port 6167 "Its port.";
          server_name = need str "Server name of global.";
          trusted_servers = opt (listOf str) [ "matrix.org" ] "Trusted servers of global.";
        };
      };
    }) { } "Its settings.";
  };
}
