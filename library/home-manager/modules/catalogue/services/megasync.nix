# `services.megasync`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "megasync" {
  title = "the client of MEGA";
  options.forceWayland = lib.hm.library.flag "Whether it runs on Wayland.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.megasync" pkgs lib.platforms.linux) ];
    systemd.user.services.megasync = lib.hm.library.sessionService {
      description = "megasync";
      exec = lib.getExe cfg.package;
      service.Environment = lib.optional cfg.forceWayland "DO_NOT_UNSET_XDG_SESSION_TYPE=1";
    };
  };
}
