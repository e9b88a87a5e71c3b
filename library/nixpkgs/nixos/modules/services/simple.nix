# Services of which the built-in library knows the switch, the package and the settings, but not the unit.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (import ../../lib/options.nix { inherit lib; }) attrs flag text;

  # What each is for; a list has further switches with what they do.
  services = {
    accounts-daemon = "accounts of users for desktops";
    actkbd = "commands by keys";
    blueman = "Bluetooth in the tray";
    colord = "colours of screens";
    dbus.enable = true;
    flatpak = "applications in boxes";
    fstrim.enable = true;
    gpm = "a mouse on the console";
    gvfs = "folders on other machines for desktops";
    hardware.bolt.enable = false;
    i2pd = "the network I2P";
    irqbalance = "interrupts on all cores";
    lvm.enable = true;
    opensnitch = "questions before connections";
    spice-vdagentd = "being a machine of SPICE";
    sysprof = "measurements";
    timesyncd.enable = true;
    tumbler = "small pictures of files";
    udisks2.enable = false;
    vscode-server = "Visual Studio Code from elsewhere";
    wgautomesh = "meshes of WireGuard";
    xe-guest-utilities = "being a machine of Xen";
    xmrig = "coins";
    zfs-mount = "mounting ZFS";
  };
  named = lib.filterAttrs (_: what: lib.isString what) services;

  service =
    _: what: {
      enable = lib.mkEnableOption what;
      settings = attrs "Settings.";
      extraConfig = text "More text of its file.";
      openFirewall = flag "Whether its ports are open.";
    };
  switched = default: what: lib.mkEnableOption what // { inherit default; };
in
{
  options.services = lib.mapAttrs service named // {
    dbus = {
      enable = switched true "D-Bus";
      packages = lib.mkOption {
        type = types.listOf types.path;
        default = [ ];
        description = "Packages with services of D-Bus.";
      };
      implementation = lib.mkOption {
        type = types.enum [
          "dbus"
          "broker"
        ];
        default = "dbus";
        description = "Which D-Bus.";
      };
    };
    fstrim = {
      enable = switched true "telling disks what is free";
      interval = lib.mkOption {
        type = types.str;
        default = "weekly";
        description = "When.";
      };
    };
    timesyncd = {
      enable = switched (!config.boot.isContainer) "the time by systemd";
      servers = lib.mkOption {
        type = types.nullOr (types.listOf types.str);
        default = config.networking.timeServers;
        defaultText = lib.literalExpression "config.networking.timeServers";
        description = "Servers of the time.";
      };
    };
    udisks2.enable = switched false "mounting by users";
    lvm.enable = switched true "volumes";
    hardware.bolt.enable = switched false "devices at Thunderbolt";
    hardware.openrgb = {
      enable = switched false "lights";
      package = lib.mkPackageOption pkgs "openrgb" { };
    };
  };
}
