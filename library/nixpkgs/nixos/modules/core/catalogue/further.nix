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
}
