# `services.blueman-applet`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "blueman-applet" {
  title = "Bluetooth in the tray";
  package = "blueman";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.blueman-applet" pkgs lib.platforms.linux) ];
    systemd.user.services.blueman-applet = lib.hm.library.sessionService {
      description = "Blueman applet";
      exec = "${cfg.package}/bin/blueman-applet";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
    };
  };
}
