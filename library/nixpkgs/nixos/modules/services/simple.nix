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
    acpid = "events of power";
    asusd = "settings of ASUS machines";
    atd = "commands at a time";
    auto-cpufreq = "the speed of the processor";
    blueman = "Bluetooth in the tray";
    chrony = "the time";
    cloudflared = "tunnels of Cloudflare";
    cockpit = "administration by browser";
    colord = "colours of screens";
    cron = "commands at times";
    dbus.enable = true;
    dnsmasq = "names and addresses of a network";
    earlyoom = "an end of programs before memory does";
    fail2ban = "keeping out those who guess";
    flatpak = "applications in boxes";
    fprintd = "fingerprints";
    fstrim.enable = true;
    fwupd = "updates of firmware";
    geoclue2 = "the place of the machine";
    gitea = "Git on the web";
    gpm = "a mouse on the console";
    grafana = "pictures of numbers";
    gvfs = "folders on other machines for desktops";
    hardware.bolt.enable = false;
    home-assistant = "the house";
    i2pd = "the network I2P";
    irqbalance = "interrupts on all cores";
    jellyfin = "films and music";
    k3s = "a small Kubernetes";
    kmscon = "a better console";
    languagetool = "grammar";
    lact = "settings of graphics cards";
    locate = "a list of all files";
    lorri = "environments of projects";
    lvm.enable = true;
    minecraft-server = "Minecraft";
    mosquitto = "messages of things";
    mpd = "music";
    mullvad-vpn = "the network of Mullvad";
    mysql = "MySQL";
    netdata = "numbers of the machine";
    nextcloud = "Nextcloud";
    nginx = "the web by nginx";
    ntp = "the time";
    ollama = "language models";
    onedrive = "files at OneDrive";
    opensnitch = "questions before connections";
    pcscd = "smart cards";
    physlock = "a lock of the machine";
    plex = "films";
    postgresql = "PostgreSQL";
    power-profiles-daemon = "kinds of power";
    prometheus = "numbers of machines";
    qemuGuest = "being a machine of QEMU";
    radarr = "films";
    ratbagd = "settings of mice";
    redis = "Redis";
    samba = "folders for Windows";
    saned = "scanners for others";
    searx = "searching";
    smartd = "health of disks";
    snapper = "snapshots";
    sonarr = "series";
    spice-vdagentd = "being a machine of SPICE";
    sshguard = "keeping out those who guess";
    step-ca = "an authority";
    sunshine = "games for other machines";
    supergfxd = "switching graphics cards";
    sysprof = "measurements";
    thermald = "heat";
    timesyncd.enable = true;
    tlp = "saving power";
    tor = "the network Tor";
    touchegg = "gestures";
    transmission = "torrents";
    tumbler = "small pictures of files";
    udisks2.enable = false;
    undervolt = "less voltage";
    unbound = "names";
    upower = "batteries";
    usbmuxd = "devices of Apple";
    vaultwarden = "passwords";
    vscode-server = "Visual Studio Code from elsewhere";
    wgautomesh = "meshes of WireGuard";
    xe-guest-utilities = "being a machine of Xen";
    xmrig = "coins";
    xrdp = "desktops from elsewhere";
    zerotierone = "the network of ZeroTier";
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
