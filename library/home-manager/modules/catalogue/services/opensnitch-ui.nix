# `services.opensnitch-ui`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "opensnitch-ui" {
  title = "the window of OpenSnitch";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.opensnitch-ui" pkgs lib.platforms.linux) ];
    systemd.user.services.opensnitch-ui = lib.hm.library.sessionService {
      description = "Opensnitch ui";
      exec = "${cfg.package}/bin/opensnitch-ui";
      service.Environment = [ "PATH=${config.home.profileDirectory}/bin" ];
    };
  };
}
