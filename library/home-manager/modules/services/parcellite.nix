# `services.parcellite`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "parcellite" {
  title = "the clipboard in the tray";
  package = "parcellite";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.parcellite" pkgs lib.platforms.linux) ];
    systemd.user.services.parcellite = lib.hm.library.sessionService {
      description = "Lightweight GTK+ clipboard manager";
      exec = "${cfg.package}/bin/parcellite";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
    };
  };
}
