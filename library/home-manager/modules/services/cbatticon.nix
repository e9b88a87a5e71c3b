# `services.cbatticon`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "cbatticon" {
  title = "the battery in the tray";
  package = "cbatticon";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.cbatticon" pkgs lib.platforms.linux) ];
    systemd.user.services.cbatticon = lib.hm.library.sessionService {
      description = "cbatticon system tray battery icon";
      exec = "${cfg.package}/bin/cbatticon";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
    };
  };
}
