# A CD that installs: a user without a password, who is logged in.
{
  config,
  lib,
  pkgs,
  ...
}:
{
  imports = [
    ./iso-image.nix
    ../scan/not-detected.nix
  ];
  isoImage = {
    isoName = "${config.isoImage.isoBaseName}-${config.system.nixos.label}-${pkgs.stdenv.hostPlatform.system}.iso";
    makeEfiBootable = true;
    makeUsbBootable = true;
  };
  boot.kernel.sysctl."vm.overcommit_memory" = "1";
  documentation.enable = lib.mkImageMediaOverride true;
  documentation.nixos.enable = lib.mkImageMediaOverride true;
  environment.variables.GC_INITIAL_HEAP_SIZE = "1M";
  environment.etc."systemd/pstore.conf".text = ''
    [PStore]
    Unlink=no
  '';
  networking = {
    firewall.logRefusedConnections = lib.mkDefault false;
    wireless.enable = lib.mkDefault true;
  };
  nix.settings.trusted-users = [
    "root"
    "nixos"
  ];
  security = {
    polkit.enable = true;
    sudo = {
      enable = lib.mkDefault true;
      wheelNeedsPassword = lib.mkImageMediaOverride false;
    };
  };
  services = {
    getty.autologinUser = "nixos";
    openssh = {
      enable = true;
      settings.PermitRootLogin = "yes";
    };
  };
  swapDevices = lib.mkImageMediaOverride [ ];
  system.stateVersion = lib.mkDefault lib.trivial.release;
  users.users = {
    root.initialHashedPassword = "";
    nixos = {
      isNormalUser = true;
      extraGroups = [
        "wheel"
        "networkmanager"
        "video"
      ];
      initialHashedPassword = "";
    };
  };
}
