# `services.poweralertd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "poweralertd" {
  title = "messages about power";
  package = "poweralertd";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.poweralertd" pkgs lib.platforms.linux) ];
    systemd.user.services.poweralertd = lib.hm.library.sessionService {
      description = "UPower-powered power alerter";
      exec = "${cfg.package}/bin/poweralertd";
      after = [ "graphical-session.target" ];
    };
  };
}
