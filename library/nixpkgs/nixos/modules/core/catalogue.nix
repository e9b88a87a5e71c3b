# Options of further hardware, of desktops, machines and networks.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../lib/catalogue.nix { inherit lib pkgs; };
{
  options.hardware = {
    acpilight = {
      enable = flag "Whether acpilight is there.";
    };
    alsa = {
      enablePersistence = flag "Whether alsa has this: persistence.";
    };
    bladeRF = {
      enable = flag "Whether bladeRF is there.";
    };
    brillo = {
      enable = flag "Whether brillo is there.";
    };
    bumblebee = {
      connectDisplay = flag "Whether bumblebee has this: connect display.";
      driver = opt (enum [ "nvidia" "nouveau" ]) "nvidia" "Driver of bumblebee.";
      enable = flag "Whether bumblebee is there.";
      group = opt str "wheel" "The group that runs it.";
      pmMethod = opt (enum [ "auto" "bbswitch" "switcheroo" "none" ]) "auto" "Pm method of bumblebee.";
    };
    ckb-next = {
      enable = flag "Whether ckb-next is there.";
      gid = maybe int "Gid of ckb-next.";
      package = packaged "ckb-next";
    };
    decklink = {
      enable = flag "Whether decklink is there.";
    };
    digitalbitbox = {
      enable = flag "Whether digitalbitbox is there.";
      package = packaged "digitalbitbox";
    };
    facetimehd = {
      enable = flag "Whether facetimehd is there.";
      withCalibration = flag "Whether facetimehd has this: with calibration.";
    };
    fancontrol = {
      config = need lines "Its configuration.";
      enable = flag "Whether fancontrol is there.";
    };
    flipperzero = {
      enable = flag "Whether flipperzero is there.";
    };
    flirc = {
      enable = flag "Whether flirc is there.";
    };
    gkraken = {
      enable = flag "Whether gkraken is there.";
    };
    glasgow = {
      enable = flag "Whether glasgow is there.";
    };
    gpgSmartcards = {
      enable = flag "Whether gpgSmartcards is there.";
    };
    hackrf = {
      enable = flag "Whether hackrf is there.";
    };
    intel-gpu-tools = {
      enable = flag "Whether intel-gpu-tools is there.";
    };
    ipu6 = {
      enable = flag "Whether ipu6 is there.";
      platform = need (enum [ "ipu6" "ipu6ep" "ipu6epmtl" ]) "Platform of ipu6.";
    };
    ledger = {
      enable = flag "Whether ledger is there.";
    };
    mcelog = {
      enable = flag "Whether mcelog is there.";
    };
    mwProCapture = {
      enable = flag "Whether mwProCapture is there.";
    };
    new-lg4ff = {
      enable = flag "Whether new-lg4ff is there.";
    };
    nitrokey = {
      enable = flag "Whether nitrokey is there.";
    };
    onlykey = {
      enable = flag "Whether onlykey is there.";
    };
    opentabletdriver = {
      blacklistedKernelModules = opt (listOf str) [
  "hid-uclogic"
  "wacom"
] "Blacklisted kernel modules of opentabletdriver.";
      daemon = {
        enable = enabled "Whether daemon is there.";
      };
      enable = flag "Whether opentabletdriver is there.";
      package = packaged "opentabletdriver";
    };
    parallels = {
      autoMountShares = enabled "Whether parallels has this: auto mount shares.";
      enable = flag "Whether parallels is there.";
      package = opt (nullOr package) "config.boot.kernelPackages.prl-tools" "Package of parallels.";
    };
    printers = {
      ensureDefaultPrinter = opt anything null "Ensure default printer of printers.";
      ensurePrinters = opt (listOf (submodule {
        options = {
          description = maybe str "Description of ensure printers.";
          deviceUri = need str "Device uri of ensure printers.";
          location = maybe str "Location of ensure printers.";
          model = need str "Model of ensure printers.";
          name = need anything "Its name.";
          ppdOptions = opt (attrsOf str) { } "Ppd options of ensure printers.";
        };
      })) [ ] "Ensure printers of printers.";
    };
    rasdaemon = {
      config = opt lines "" "Its configuration.";
      enable = flag "Whether rasdaemon is there.";
      extraModules = opt (listOf str) [ ] "Extra modules of rasdaemon.";
      labels = opt lines "" "Labels of rasdaemon.";
      mainboard = opt lines "" "Mainboard of rasdaemon.";
      record = enabled "Whether rasdaemon has this: record.";
      testing = flag "Whether rasdaemon has this: testing.";
    };
    saleae-logic = {
      enable = flag "Whether saleae-logic is there.";
      package = packaged "saleae-logic-2";
    };
    sata = {
      timeout = {
        deciSeconds = need int "Deci seconds of timeout.";
        drives = need (listOf (submodule {
          options = {
            idBy = opt (enum [ "path" "wwn" ]) "path" "Id by of drives.";
            name = need str "Its name.";
          };
        })) "Drives of timeout.";
        enable = flag "Whether timeout is there.";
      };
    };
    spacenavd = {
      enable = flag "Whether spacenavd is there.";
    };
    system76 = {
      enableAll = flag "Whether system76 has this: all.";
      firmware-daemon = {
        enable = maybe bool "Whether firmware daemon is there.";
      };
      kernel-modules = {
        enable = maybe bool "Whether kernel modules is there.";
      };
      power-daemon = {
        enable = maybe bool "Whether power daemon is there.";
      };
    };
    trackpoint = {
      device = opt str "TPPS/2 IBM TrackPoint" "Device of trackpoint.";
      emulateWheel = flag "Whether trackpoint has this: emulate wheel.";
      enable = flag "Whether trackpoint is there.";
      fakeButtons = flag "Whether trackpoint has this: fake buttons.";
      sensitivity = opt int 128 "Sensitivity of trackpoint.";
      speed = opt int 97 "Speed of trackpoint.";
    };
    tuxedo-keyboard = {
      enable = flag "Whether tuxedo-keyboard is there.";
    };
    tuxedo-rs = {
      enable = flag "Whether tuxedo-rs is there.";
      tailor-gui = {
        enable = flag "Whether tailor gui is there.";
      };
    };
    ubertooth = {
      enable = flag "Whether ubertooth is there.";
      group = opt str "ubertooth" "The group that runs it.";
    };
    uni-sync = {
      devices = opt (listOf (submodule {
        options = {
          channels = opt (listOf (submodule {
            options = {
              mode = opt (enum [ "Manual" "PWM" ]) "Manual" "Mode of channels.";
              speed = opt int "50" "Speed of channels.";
            };
          })) [ ] "Channels of devices.";
          device_id = need str "Device id of devices.";
          sync_rgb = flag "Whether devices has this: sync rgb.";
        };
      })) [ ] "Devices of uni-sync.";
      enable = flag "Whether uni-sync is there.";
      package = packaged "uni-sync";
    };
    usb-modeswitch = {
      enable = flag "Whether usb-modeswitch is there.";
    };
    usbStorage = {
      manageStartStop = enabled "Whether usbStorage has this: manage start stop.";
    };
    wirelessRegulatoryDatabase = maybe bool "Whether it has this: wireless regulatory database.";
    wooting = {
      enable = flag "Whether wooting is there.";
    };
    xone = {
      enable = flag "Whether xone is there.";
    };
  };
  options.virtualisation = {
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
  options.security = {
    allowSimultaneousMultithreading = enabled "Whether it has this: allow simultaneous multithreading.";
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
  options.environment = {
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
    unixODBCDrivers = opt (listOf package) [ ] "Unix ODBC drivers of it.";
    xfce = {
      excludePackages = opt (listOf package) [ ] "Exclude packages of xfce.";
    };
  };
  options.boot = {
    bcache = {
      enable = enabled "Whether bcache is there.";
    };
    crashDump = {
      enable = flag "Whether crashDump is there.";
      kernelParams = opt (listOf str) [
  "1"
  "boot.shell_on_fail"
] "Kernel params of crashDump.";
      reservedMemory = opt str "128M" "Reserved memory of crashDump.";
    };
    devShmSize = opt str "50%" "Dev shm size of it.";
    devSize = opt str "5%" "Dev size of it.";
    enableContainers = enabled "Whether it has this: containers.";
    readOnlyNixStore = enabled "Whether it has this: read only nix store.";
    resumeDevice = opt str "" "Resume device of it.";
    runSize = opt str "25%" "Run size of it.";
    vesa = flag "Whether it has this: vesa.";
  };
  options.networking = {
    enableB43Firmware = flag "Whether it has this: B43 firmware.";
    enableIntel2200BGFirmware = flag "Whether it has this: intel2200 BG firmware.";
    greTunnels = opt (attrsOf (submodule {
      options = {
        dev = maybe str "Dev of gre tunnels.";
        local = maybe str "Local of gre tunnels.";
        remote = maybe str "Remote of gre tunnels.";
        ttl = maybe int "Ttl of gre tunnels.";
        type = opt (enum [ "tun" "tap" "tun6" "tap6" ]) "tap" "Type of gre tunnels.";
      };
    })) { } "Gre tunnels of it.";
    iproute2 = {
      enable = flag "Whether iproute2 is there.";
      rttablesExtraConfig = opt lines "" "Rttables extra config of iproute2.";
    };
    macvlans = opt (attrsOf (submodule {
      options = {
        interface = need str "Interface of macvlans.";
        mode = maybe str "Mode of macvlans.";
      };
    })) { } "Macvlans of it.";
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
    sits = opt (attrsOf (submodule {
      options = {
        dev = maybe str "Dev of sits.";
        encapsulation = maybe (submodule {
          options = {
            port = need port "Its port.";
            sourcePort = maybe port "Source port of encapsulation.";
            type = need (enum [ "fou" "gue" ]) "Type of encapsulation.";
          };
        }) "Encapsulation of sits.";
        local = maybe str "Local of sits.";
        remote = maybe str "Remote of sits.";
        ttl = maybe int "Ttl of sits.";
      };
    })) { } "Sits of it.";
    stevenblack = {
      block = opt (listOf (enum [ "fakenews" "gambling" "porn" "social" ])) [ ] "What is blocked besides.";
      enable = flag "Whether stevenblack is there.";
      package = packaged "stevenblack-blocklist";
    };
    supplicant = opt (attrsOf (submodule {
      options = {
        bridge = opt str "" "Bridge of supplicant.";
        configFile = {
          path = maybe path "Its folder.";
          writable = flag "Whether config file has this: writable.";
        };
        driver = opt (nullOr str) "nl80211,wext" "Driver of supplicant.";
        extraCmdArgs = opt str "" "Extra cmd args of supplicant.";
        extraConf = opt lines "" "Extra conf of supplicant.";
        userControlled = {
          enable = flag "Whether user controlled is there.";
          group = opt str "wheel" "The group that runs it.";
          socketDir = opt str "/run/wpa_supplicant" "Socket dir of user controlled.";
        };
      };
    })) { } "Supplicant of it.";
    tempAddresses = maybe (enum [ "default" "disabled" "enabled" ]) "Temp addresses of it.";
    wlanInterfaces = opt (attrsOf (submodule {
      options = {
        device = need str "Device of wlan interfaces.";
        flags = maybe (enum [ "none" "fcsfail" "control" "otherbss" "cook" "active" ]) "Flags of wlan interfaces.";
        fourAddr = maybe bool "Four addr of wlan interfaces.";
        mac = maybe str "Mac of wlan interfaces.";
        meshID = maybe str "Mesh ID of wlan interfaces.";
        type = opt (enum [ "managed" "ibss" "monitor" "mesh" "wds" ]) "managed" "Type of wlan interfaces.";
      };
    })) { } "Wlan interfaces of it.";
  };
  options.powerManagement = {
    cpufreq = {
      max = maybe ints.unsigned "Max of cpufreq.";
      min = maybe ints.unsigned "Min of cpufreq.";
    };
    scsiLinkPolicy = maybe (enum [ "min_power" "max_performance" "medium_power" "med_power_with_dipm" ]) "Scsi link policy of it.";
  };
  options.zramSwap = {
    memoryMax = maybe int "Memory max of it.";
    writebackDevice = maybe path "Writeback device of it.";
  };
  options.systemd = {
    sysusers = {
      enable = flag "Whether sysusers is there.";
    };
    nspawn = opt (attrsOf (submodule {
      options = {
        enable = enabled "Whether nspawn is there.";
        execConfig = opt anything { } "Exec config of nspawn.";
        filesConfig = opt anything { } "Files config of nspawn.";
        networkConfig = opt anything { } "Network config of nspawn.";
      };
    })) { } "Nspawn of it.";
  };
  options.system = {
    image = {
      id = maybe str "Id of image.";
      version = maybe str "Version of image.";
    };
  };
}
