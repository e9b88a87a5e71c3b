# Options of desktops, machines and networks that nothing else here needs.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../lib/catalogue.nix { inherit lib pkgs; };
{
  options.hardware.wirelessRegulatoryDatabase = maybe bool "Whether it has this: wireless regulatory database.";
  options.security = {
    allowSimultaneousMultithreading = enabled "Whether it has this: allow simultaneous multithreading.";
  };
  options.environment = {
    unixODBCDrivers = opt (listOf package) [ ] "Unix ODBC drivers of it.";
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
    macvlans = opt (attrsOf (submodule {
      options = {
        interface = need str "Interface of macvlans.";
        mode = maybe str "Mode of macvlans.";
      };
    })) { } "Macvlans of it.";
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
    tempAddresses = opt (enum [ "default" "disabled" "enabled" ]) (if config.networking.enableIPv6 then "default" else "disabled") "Whether interfaces have further addresses of IPv6 for a time.";
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
