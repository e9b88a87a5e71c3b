# Options of services that few hosts have: Alloy to Kea.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  alloy = {
    configPath = opt path "/etc/alloy" "Config path of alloy.";
    enable = flag "Whether alloy is there.";
    environmentFile = maybe (either path (listOf path)) "File with variables that nobody else may read.";
    extraFlags = words "More arguments.";
    package = packaged "grafana-alloy";
  };
  borgmatic = {
    configurations = opt yaml { } "Configurations of borgmatic.";
    enable = flag "Whether borgmatic is there.";
    settings = opt yaml null "Its settings.";
  };
  cachix-agent = {
    credentialsFile = opt path "/etc/cachix-agent.token" "Credentials file of cachix agent.";
    enable = flag "Whether cachix-agent is there.";
    host = maybe str "Where it listens.";
    name = described "config.networking.hostName" (opt str config.networking.hostName "Its name.");
    package = packaged "cachix";
    profile = maybe str "Profile of cachix agent.";
    verbose = flag "Whether cachix-agent has this: verbose.";
  };
  calibre-server = {
    auth = {
      enable = flag "Whether auth is there.";
      mode = opt (enum [ "auto" "basic" "digest" ]) "auto" "Mode of auth.";
      userDb = maybe path "User db of auth.";
    };
    enable = flag "Whether calibre-server is there.";
    group = opt str "calibre-server" "The group that runs it.";
    host = opt str "0.0.0.0" "Where it listens.";
    libraries = opt (listOf path) [ "/var/lib/calibre-server" ] "Libraries of calibre server.";
    package = packaged "calibre";
    openFirewall = flag "Whether its port is open.";
    port = opt port 8080 "Its port.";
    user = opt str "calibre-server" "Who runs it.";
  };
  chhoto-url = {
    enable = flag "Whether Chhoto URL shortens addresses.";
    package = packaged "chhoto-url";
    environmentFiles = opt (listOf path) [ ] "Files with variables that nobody else may read.";
    settings = opt (submodule {
      freeformType = attrsOf (oneOf [ str int bool ]);
      options = {
        allow_capital_letters = flag "Whether names have capital letters.";
        cache_control_header = maybe str "How long answers are kept.";
        custom_landing_directory = maybe path "Folder with a first page.";
        db_url = opt path "/var/lib/chhoto-url/urls.sqlite" "File of its database.";
        disable_frontend = flag "Whether there is no page.";
        hash_algorithm = maybe (enum [ "Argon2" ]) "How secrets are kept.";
        port = need port "Its port.";
        public_mode = flag "Whether everyone may use it." // { apply = on: if on then "Enable" else "Disable"; };
        public_mode_expiry_delay = maybe ints.unsigned "Seconds that everyone's addresses hold.";
        redirect_method = opt (enum [ "TEMPORARY" "PERMANENT" ]) "PERMANENT" "How it leads on.";
        site_url = maybe str "Where it is found.";
        slug_length = opt (addCheck int (length: length >= 4)) 8 "How long names are.";
        slug_style = opt (enum [ "Pair" "UID" ]) "Pair" "How names look.";
        try_longer_slugs = flag "Whether a longer name is tried.";
      };
    }) { } "Its settings.";
  };
  coredns = {
    config = opt lines "" "Its configuration.";
    enable = flag "Whether coredns is there.";
    extraArgs = words "More arguments.";
    package = packaged "coredns";
  };
  ddccontrol = {
    enable = flag "Whether ddccontrol is there.";
  };
  endlessh-go = {
    enable = flag "Whether endlessh-go is there.";
    extraOptions = words "More arguments.";
    listenAddress = opt str "0.0.0.0" "Where it listens.";
    openFirewall = flag "Whether its ports are open.";
    port = opt port 2222 "Its port.";
    prometheus = {
      enable = flag "Whether prometheus is there.";
      listenAddress = opt str "0.0.0.0" "Where it listens.";
      port = opt port 2112 "Its port.";
    };
  };
  filebrowser = {
    enable = flag "Whether File Browser shows files.";
    openFirewall = flag "Whether its port is open.";
    package = packaged "filebrowser";
    group = opt str "filebrowser" "The group that runs it.";
    user = opt str "filebrowser" "Who runs it.";
    settings = opt (submodule {
      freeformType = json;
      options = {
        address = opt str "localhost" "Where it listens.";
        cache-dir = opt path "/var/cache/filebrowser" "Folder of small pictures." // { readOnly = true; };
        database = opt path "/var/lib/filebrowser/database.db" "File of its database.";
        port = opt port 8080 "Its port.";
        root = opt path "/var/lib/filebrowser/data" "Folder that it shows.";
      };
    }) { } "Its settings.";
  };
  flaresolverr = {
    enable = flag "Whether flaresolverr is there.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "flaresolverr";
    port = opt port 8191 "Its port.";
  };
  flood = {
    enable = flag "Whether flood is there.";
    extraArgs = words "More arguments.";
    host = opt str "localhost" "Where it listens.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "flood";
    port = opt int 3000 "Its port.";
  };
  gerrit = {
    builtinPlugins = words "Plugins of it that are installed.";
    enable = flag "Whether gerrit is there.";
    jvmHeapLimit = opt str "1024m" "Jvm heap limit of gerrit.";
    jvmOpts = opt (listOf str) [ "-Dflogger.backend_factory=com.google.common.flogger.backend.log4j.Log4jBackendFactory#getInstance" "-Dflogger.logging_context=com.google.gerrit.server.logging.LoggingContext#getInstance" ] "Jvm opts of gerrit.";
    jvmPackage = packaged "jre_headless";
    listenAddress = opt str "[::]:8080" "Where it listens.";
    package = packaged "gerrit";
    plugins = opt (listOf package) [ ] "Its plugins.";
    replicationSettings = opt (lazyAttrsOf (lazyAttrsOf (oneOf [ str bool int (listOf (oneOf [ str bool int ])) (lazyAttrsOf (oneOf [ str bool int (listOf (oneOf [ str bool int ])) ])) ]))) { } "Replication settings of gerrit.";
    serverId = need str "Server id of gerrit.";
    settings = opt (lazyAttrsOf (lazyAttrsOf (oneOf [ str bool int (listOf (oneOf [ str bool int ])) (lazyAttrsOf (oneOf [ str bool int (listOf (oneOf [ str bool int ])) ])) ]))) { } "Its settings.";
  };
  glance = {
    enable = flag "Whether glance is there.";
    openFirewall = flag "Whether its ports are open.";
    package = packaged "glance";
    settings = opt (submodule {
      freeformType = yaml;
      options = {
        pages = opt yaml [ { columns = [ { size = "full"; widgets = [ { type = "calendar"; } ]; } ]; name = "Calendar"; } ] "Pages of settings.";
        server = {
          host = opt str "127.0.0.1" "Where it listens.";
          port = opt port 8080 "Its port.";
        };
      };
    }) { } "Its settings.";
  };
  graphical-desktop = {
    enable = flag "Whether what all desktops need is there.";
  };
  guacamole-server = {
    enable = flag "Whether guacamole-server is there.";
    extraEnvironment = opt (attrsOf str) { } "More variables.";
    host = opt str "127.0.0.1" "Where it listens.";
    logbackXml = maybe path "Logback xml of guacamole server.";
    package = packaged "guacamole-server";
    port = opt port 4822 "Its port.";
    userMappingXml = maybe path "User mapping xml of guacamole server.";
  };
  homebridge = {
    enable = flag "Whether Homebridge leads the home.";
    allowInsecure = flag "Whether anybody may lead it.";
    environmentFile = maybe str "File with variables that nobody else may read.";
    group = opt str "homebridge" "The group that runs it.";
    openFirewall = flag "Whether its ports are open.";
    pluginPath = opt str "/var/lib/homebridge/node_modules" "Folder of plugins.";
    user = opt str "homebridge" "Who runs it.";
    userStoragePath = opt str "/var/lib/homebridge" "Folder of its data.";
    settings = opt (submodule {
      freeformType = json;
      options = {
        accessories = opt (listOf (submodule {
          freeformType = json;
          options.accessory = need str "Its kind.";
          options.name = need str "Its name.";
        })) [ ] "Its accessories.";
        bridge.name = opt str "Homebridge" "Its name.";
        bridge.port = opt port 51826 "Its port.";
        description = opt str "Homebridge" "What it is." // { readOnly = true; };
        platforms = opt (listOf (submodule {
          freeformType = json;
          options.name = need str "Its name.";
          options.platform = need str "Its kind.";
        })) [ ] "Its platforms.";
      };
    }) { } "Its settings.";
    uiSettings = opt (submodule {
      freeformType = json;
      options = {
        homebridgePackagePath = opt str "${pkgs.homebridge}/lib/node_modules/homebridge" "Folder of its package." // { readOnly = true; };
        log.method = opt str "systemd" "Where it records." // { readOnly = true; };
        log.service = opt str "homebridge" "What it is called there." // { readOnly = true; };
        name = opt str "Config" "Its name." // { readOnly = true; };
        platform = opt str "config" "Its kind." // { readOnly = true; };
        port = opt port 8581 "Its port.";
        restart = opt str "sudo -n systemctl restart homebridge homebridge-config-ui-x" "Command that starts it again." // { readOnly = true; };
        standalone = enabled "Whether it is a service of its own." // { readOnly = true; };
        sudo = flag "Whether it may all." // { readOnly = true; };
      };
    }) { } "Settings of its page.";
  };
  hoogle = {
    enable = flag "Whether hoogle is there.";
    extraOptions = words "More arguments.";
    haskellPackages = opt attrs pkgs.haskellPackages "The set that they are of.";
    home = opt str "https://hoogle.haskell.org" "Home of hoogle.";
    host = opt str "127.0.0.1" "Where it listens.";
    packages = opt (functionTo (listOf package)) (_haskellPackages: [ ]) "Packages whose documentation is searched.";
    port = opt port 8080 "Its port.";
  };
  inadyn = {
    configFile = maybe path "Its file.";
    enable = flag "Whether inadyn is there.";
    group = opt str "inadyn" "The group that runs it.";
    interval = opt str "*-*-* *:*:00" "Interval of inadyn.";
    logLevel = opt (enum [ "none" "err" "warning" "info" "notice" "debug" ]) "notice" "How much it records.";
    settings = opt (submodule {
      freeformType = attrs;
      options = {
        allow-ipv6 = described "config.networking.enableIPv6" (opt bool config.networking.enableIPv6 "Whether IPv6 is used.");
        custom = opt (attrsOf (submodule {
          freeformType = attrs;
          options = {
            ddns-path = need str "Ddns path of custom.";
            ddns-server = need str "Ddns server of custom.";
            hostname = opt (either str (listOf str)) "*" "Its name.";
            include = maybe path "Include of custom.";
            password = maybe str "Password of custom.";
            ssl = enabled "Whether custom has this: ssl.";
            username = maybe str "Username of custom.";
          };
        })) { } "Custom of settings.";
        forced-update = opt ints.positive 2592000 "Forced update of settings.";
        provider = opt (attrsOf (submodule {
          freeformType = attrs;
          options = {
            hostname = opt (either str (listOf str)) "*" "Its name.";
            include = maybe path "Include of provider.";
            password = maybe str "Password of provider.";
            ssl = enabled "Whether provider has this: ssl.";
            username = maybe str "Username of provider.";
          };
        })) { } "Provider of settings.";
      };
    }) { } "Its settings.";
    user = opt str "inadyn" "Who runs it.";
  };
  iperf3 = {
    affinity = maybe ints.unsigned "Affinity of iperf3.";
    authorizedUsersFile = maybe path "Authorized users file of iperf3.";
    bind = maybe str "Bind of iperf3.";
    debug = flag "Whether iperf3 has this: debug.";
    enable = flag "Whether iperf3 is there.";
    extraFlags = words "More arguments.";
    forceFlush = flag "Whether iperf3 has this: force flush.";
    openFirewall = flag "Whether its ports are open.";
    port = opt port 5201 "Its port.";
    rsaPrivateKey = maybe path "Rsa private key of iperf3.";
    verbose = flag "Whether iperf3 has this: verbose.";
  };
  jupyter = {
    command = opt str "jupyter-notebook" "Command of jupyter.";
    enable = flag "Whether jupyter is there.";
    group = opt str "jupyter" "The group that runs it.";
    ip = opt str "localhost" "Ip of jupyter.";
    kernels = maybe (attrsOf json) "Kernels of jupyter.";
    notebookConfig = opt lines "" "Notebook config of jupyter.";
    notebookDir = opt str "~/" "Notebook dir of jupyter.";
    package = packaged [ "python3" "pkgs" "notebook" ];
    password = need str "Password of jupyter.";
    port = opt port 8888 "Its port.";
    user = opt str "jupyter" "Who runs it.";
  };
  jupyterhub = {
    authentication = opt str "jupyterhub.auth.PAMAuthenticator" "Authentication of jupyterhub.";
    enable = flag "Whether jupyterhub is there.";
    extraConfig = opt lines "" "More text of its file.";
    host = opt str "0.0.0.0" "Where it listens.";
    jupyterhubEnv = opt package (pkgs.python3.withPackages (p: [ p.jupyterhub p.jupyterhub-systemdspawner ])) "Python with the hub.";
    jupyterlabEnv = opt package (pkgs.python3.withPackages (p: [ p.jupyterhub p.jupyterlab ])) "Python with the notebooks.";
    kernels = maybe (attrsOf json) "Kernels of jupyterhub.";
    port = opt port 8000 "Its port.";
    spawner = opt str "systemdspawner.SystemdSpawner" "Spawner of jupyterhub.";
    stateDirectory = opt str "jupyterhub" "State directory of jupyterhub.";
  };
  kea = {
    ctrl-agent = opt (submodule {
      options = {
        configFile = maybe path "Its file.";
        enable = flag "Whether ctrl-agent is there.";
        extraArgs = words "More arguments.";
        settings = opt json null "Its settings.";
      };
    }) { } "Ctrl agent of kea.";
    dhcp-ddns = opt (submodule {
      options = {
        configFile = maybe path "Its file.";
        enable = flag "Whether dhcp-ddns is there.";
        extraArgs = words "More arguments.";
        settings = opt json null "Its settings.";
      };
    }) { } "Dhcp ddns of kea.";
    dhcp4 = opt (submodule {
      options = {
        configFile = maybe path "Its file.";
        enable = flag "Whether dhcp4 is there.";
        extraArgs = words "More arguments.";
        settings = opt json null "Its settings.";
      };
    }) { } "Dhcp4 of kea.";
    dhcp6 = opt (submodule {
      options = {
        configFile = maybe path "Its file.";
        enable = flag "Whether dhcp6 is there.";
        extraArgs = words "More arguments.";
        settings = opt json null "Its settings.";
      };
    }) { } "Dhcp6 of kea.";
  };
}
