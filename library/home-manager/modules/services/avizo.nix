# `services.avizo`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "avizo" {
  title = "pictures of loudness and light";
  package = "avizo";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.avizo" pkgs lib.platforms.linux) ];
    systemd.user.services.avizo = lib.hm.library.sessionService {
      description = "Volume/backlight OSD indicator";
      exec = "${cfg.package}/bin/avizo-service";
      after = [ "graphical-session.target" ];
    };
  };
}
