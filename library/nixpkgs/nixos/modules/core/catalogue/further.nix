# Options of desktops, machines and networks that nothing else here needs, by group.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  virtualisation = {
    docker = {
      enableNvidia = flag "Whether docker has this: nvidia.";
      extraOptions = opt (separatedString " ") "" "More arguments.";
      extraPackages = opt (listOf package) [ ] "More packages that it finds.";
      listenOptions = opt (listOf str) [ "/run/docker.sock" ] "Listen options of docker.";
      liveRestore = enabled "Whether docker has this: live restore.";
      logDriver = opt (enum [ "none" "json-file" "syslog" "journald" "gelf" "fluentd" "awslogs" "splunk" "etwlogs" "gcplogs" "local" ]) "journald" "Log driver of docker.";
      package = packaged "docker";
      rootless = {
        daemon = {
          settings = opt json { } "Its settings.";
        };
        package = packaged "docker";
      };
    };
    podman = {
      enableNvidia = flag "Whether podman has this: nvidia.";
      extraPackages = opt (listOf package) [ ] "More packages that it finds.";
      networkSocket = {
        enable = flag "Whether networkSocket is there.";
        listenAddress = opt str "0.0.0.0" "Where it listens.";
        openFirewall = flag "Whether its ports are open.";
        port = opt port 2376 "Its port.";
        server = need (enum [ "ghostunnel" ]) "Server of network socket.";
        tls = {
          cacert = need path "Cacert of tls.";
          cert = need path "Cert of tls.";
          key = need path "Key of tls.";
        };
      };
      package = packaged "podman";
    };
    containerd = {
      args = opt (attrsOf str) { } "Args of containerd.";
      configFile = maybe path "Its file.";
      enable = flag "Whether containerd is there.";
      settings = opt toml { } "Its settings.";
    };
    cri-o = {
      enable = flag "Whether cri-o is there.";
      extraPackages = opt (listOf package) [ ] "Extra packages of cri-o.";
      logLevel = opt (enum [ "trace" "debug" "info" "warn" "error" "fatal" ]) "info" "How much it records.";
      pauseCommand = maybe str "Pause command of cri-o.";
      pauseImage = maybe str "Pause image of cri-o.";
      runtime = maybe str "Runtime of cri-o.";
      settings = opt toml { } "Its settings.";
      storageDriver = opt (enum [ "aufs" "btrfs" "devmapper" "overlay" "vfs" "zfs" ]) "overlay" "Storage driver of cri-o.";
    };
    hypervGuest = {
      enable = flag "Whether hypervGuest is there.";
      videoMode = opt str "1152x864" "Video mode of hypervGuest.";
    };
    multipass = {
      enable = flag "Whether multipass is there.";
      logLevel = opt (enum [ "error" "warning" "info" "debug" "trace" ]) "debug" "How much it records.";
      package = packaged "multipass";
    };
    rosetta = {
      enable = flag "Whether rosetta is there.";
      mountTag = opt str "rosetta" "Mount tag of rosetta.";
    };
    vswitch = {
      enable = flag "Whether vswitch is there.";
      package = packaged "openvswitch";
      resetOnStart = flag "Whether vswitch has this: reset on start.";
    };
  };
  security = {
    chromiumSuidSandbox = {
      enable = flag "Whether chromiumSuidSandbox is there.";
    };
    dhparams = {
      defaultBitSize = opt anything 2048 "Default bit size of dhparams.";
      enable = flag "Whether dhparams is there.";
      params = opt anything { } "Params of dhparams.";
      path = opt str "/var/lib/dhparams" "Its folder.";
      stateful = enabled "Whether dhparams has this: stateful.";
    };
    krb5 = {
      enable = flag "Whether krb5 is there.";
      package = packaged "krb5";
      settings = opt (submodule {
        freeformType = (attrsOf (attrsOf (oneOf [ (listOf (attrsOf (oneOf [ (listOf (oneOf [ int str bool ])) int str bool ]))) (attrsOf (oneOf [ (listOf (oneOf [ int str bool ])) int str bool ])) (listOf (oneOf [ int str bool ])) int str bool ])));
        options = {
          include = opt anything [ ] "Include of settings.";
          includedir = opt anything [ ] "Includedir of settings.";
          module = opt anything [ ] "Module of settings.";
        };
      }) { } "Its settings.";
    };
    please = {
      enable = flag "Whether please is there.";
      package = packaged "please";
      settings = opt (attrsOf section) { } "Its settings.";
      wheelNeedsPassword = enabled "Whether please has this: wheel needs password.";
    };
    virtualisation = {
      flushL1DataCache = maybe (enum [ "never" "cond" "always" ]) "Flush L1 data cache of virtualisation.";
    };
  };
  environment = {
    cosmic = {
      excludePackages = opt (listOf package) [ ] "Packages of COSMIC that are left out.";
    };
    enlightenment = {
      excludePackages = opt (listOf package) [ ] "Packages of Enlightenment that are left out.";
    };
    budgie = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of budgie.";
    };
    cinnamon = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of cinnamon.";
    };
    gnome = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of gnome.";
    };
    lxqt = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of lxqt.";
    };
    mate = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of mate.";
    };
    memoryAllocator = {
      provider = opt (enum [ "libc" "graphene-hardened" "graphene-hardened-light" "jemalloc" "mimalloc" "scudo" ]) "libc" "Provider of memoryAllocator.";
    };
    pantheon = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of pantheon.";
    };
    plasma6 = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of plasma6.";
    };
    xfce = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of xfce.";
    };
  };
  networking = {
    iproute2 = {
      enable = flag "Whether iproute2 is there.";
      rttablesExtraConfig = opt lines "" "Rttables extra config of iproute2.";
    };
    openconnect = {
      interfaces = opt (attrsOf (submodule {
        options = {
          autoStart = enabled "Whether interfaces has this: auto start.";
          certificate = opt anything null "Certificate of interfaces.";
          extraOptions = opt (attrsOf (oneOf [ str bool ])) { } "More arguments.";
          gateway = need str "Gateway of interfaces.";
          passwordFile = maybe path "File with the password.";
          privateKey = opt anything null "Private key of interfaces.";
          protocol = need (enum [ "anyconnect" "array" "nc" "pulse" "gp" "f5" "fortinet" ]) "Protocol of interfaces.";
          user = maybe str "Who runs it.";
        };
      })) { } "Interfaces of openconnect.";
      package = packaged "openconnect";
    };
    stevenblack = {
      block = opt (listOf (enum [ "fakenews" "gambling" "porn" "social" ])) [ ] "What is blocked besides.";
      enable = flag "Whether stevenblack is there.";
      package = packaged "stevenblack-blocklist";
    };
  };
  documentation = {
    man = {
      man-db = {
        enable = described "config.documentation.man.enable" (opt bool config.documentation.man.enable "Whether man-db is there.");
        manualPages = opt path (config.system.path or "/run/current-system/sw") "Package with the pages.";
        package = packaged "man-db";
        skipPackages = opt (listOf package) [ ] "Skip packages of man db." // { internal = true; };
      };
      mandoc = {
        cachePath = opt (listOf str) config.documentation.man.mandoc.manPath "Folders that are listed.";
        enable = flag "Whether mandoc is there.";
        extraConfig = opt lines "" "More text of its file.";
        manPath = opt (listOf str) [ "share/man" ] "Folders of packages with pages.";
        package = packaged "mandoc";
        settings = opt (submodule {
          options = {
            manpath = words "Manpath of settings.";
            output = {
              fragment = flag "Whether output has this: fragment.";
              includes = maybe str "Includes of output.";
              indent = maybe int "Indent of output.";
              man = maybe str "Man of output.";
              paper = maybe str "Paper of output.";
              style = maybe path "Style of output.";
              toc = flag "Whether output has this: toc.";
              width = maybe int "Width of output.";
            };
          };
        }) { } "Its settings.";
      };
      cache = {
        enable = opt bool config.documentation.man.generateCaches "Whether the database of {command}`apropos` is made.";
        generateAtRuntime = flag "Whether it is made by the host itself.";
      };
    };
    nixos = {
      extraModuleSources = opt (listOf (either path str)) [ ] "Extra module sources of nixos.";
      extraModules = opt (listOf raw) [ ] "Extra modules of nixos.";
      options = {
        splitBuild = enabled "Whether options has this: split build.";
        warningsAreErrors = enabled "Whether options has this: warnings are errors.";
      };
    };
  };
  fonts = {
    fontDir = {
      decompressFonts = described "config.programs.xwayland.enable" (opt bool config.programs.xwayland.enable "Whether fontDir has this: decompress fonts.");
    };
    fontconfig = {
      allowType1 = flag "Whether fontconfig has this: allow type1.";
      confPackages = opt (listOf path) [ ] "Conf packages of fontconfig." // { internal = true; };
      includeUserConf = enabled "Whether fontconfig has this: include user conf.";
    };
  };
  i18n = {
    inputMethod = {
      fcitx5 = {
        ignoreUserConfig = flag "Whether fcitx5 has this: ignore user config.";
        plasma6Support = described "config.services.desktopManager.plasma6.enable" (opt bool config.services.desktopManager.plasma6.enable "Whether fcitx5 has this: plasma6 support.");
        quickPhrase = opt (attrsOf str) { } "Quick phrase of fcitx5.";
        settings = {
          addons = opt (attrsOf anything) { } "Addons of settings.";
          globalOptions = opt (attrsOf section) { } "Global options of settings.";
          inputMethod = opt (attrsOf section) { } "Input method of settings.";
        };
      };
      kime = {
        daemonModules = opt (listOf (enum [ "Xim" "Wayland" "Indicator" ])) [ "Xim" "Wayland" "Indicator" ] "Daemon modules of kime.";
        extraConfig = opt lines "" "More text of its file.";
        iconColor = opt (enum [ "Black" "White" ]) "Black" "Icon color of kime.";
      };
    };
  };
  xdg = {
    icons = {
      fallbackCursorThemes = words "Pointers where a theme has none.";
    };
    portal = {
      lxqt = {
        enable = flag "Whether lxqt is there.";
        styles = opt (listOf package) [ ] "Styles of lxqt.";
      };
      wlr = {
        settings = opt (attrsOf section) { } "Its settings.";
      };
    };
  };
  system = {
    autoUpgrade = {
      runGarbageCollection = flag "Whether unused paths are removed after it.";
      upgrade = enabled "Whether channels are updated first.";
    };
    replaceDependencies = {
      cutoffPackages = opt (listOf package) [ ] "Packages that are left as they are.";
      replacements = opt (listOf (submodule {
        options = {
          newDependency = need package "The new one.";
          oldDependency = need package "The old one.";
        };
      })) [ ] "Packages that take the place of others without building anew.";
    };
  };
  powerManagement = {
    powertop = {
      postStart = opt lines "" "Commands after it.";
      preStart = opt lines "" "Commands in front of it.";
    };
  };
}
