# `services.notify-osd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "notify-osd" {
  title = "notifications by notify-osd";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.notify-osd" pkgs lib.platforms.linux) ];
    systemd.user.services.notify-osd = lib.hm.library.sessionService {
      description = "notify-osd";
      exec = "${cfg.package}/bin/notify-osd";
      service.Restart = "on-abort";
    };
  };
}
