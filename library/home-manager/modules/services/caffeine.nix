# `services.caffeine`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "caffeine" {
  title = "keeping the screen on";
  package = "caffeine-ng";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.caffeine" pkgs lib.platforms.linux) ];
    systemd.user.services.caffeine = lib.hm.library.sessionService {
      description = "caffeine";
      exec = "${cfg.package}/bin/caffeine";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
    };
  };
}
