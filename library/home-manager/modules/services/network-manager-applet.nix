# `services.network-manager-applet`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "network-manager-applet" {
  title = "NetworkManager in the tray";
  package = "networkmanagerapplet";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.network-manager-applet" pkgs lib.platforms.linux) ];
    xdg.systemDirs.data = [ "${cfg.package}/share" ];
    systemd.user.services.network-manager-applet = lib.hm.library.sessionService {
      description = "Network Manager applet";
      exec = "${cfg.package}/bin/nm-applet";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
    };
  };
}
