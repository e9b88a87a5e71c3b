# `services.xsettingsd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "xsettingsd" {
  title = "settings of X programs";
  package = "xsettingsd";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.xsettingsd" pkgs lib.platforms.linux) ];
    systemd.user.services.xsettingsd = lib.hm.library.sessionService {
      description = "xsettingsd";
      exec = "${cfg.package}/bin/xsettingsd";
      after = [ "graphical-session.target" ];
    };
  };
}
