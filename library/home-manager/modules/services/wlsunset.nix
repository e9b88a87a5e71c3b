# `services.wlsunset`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "wlsunset" {
  title = "a warm screen at night";
  package = "wlsunset";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.wlsunset" pkgs lib.platforms.linux) ];
    systemd.user.services.wlsunset = lib.hm.library.sessionService {
      description = "Day/night gamma adjustments for Wayland compositors.";
      exec = "${cfg.package}/bin/wlsunset";
      after = [ "graphical-session.target" ];
    };
  };
}
