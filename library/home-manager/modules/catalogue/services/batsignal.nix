# `services.batsignal`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "batsignal" {
  title = "the monitor of batteries batsignal";
  install = false;
  options.extraArgs = lib.hm.library.words "Further arguments.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.batsignal" pkgs lib.platforms.linux) ];
    systemd.user.services.batsignal = lib.hm.library.sessionService {
      description = "batsignal - battery monitor daemon";
      exec = "${lib.getExe cfg.package} ${lib.escapeShellArgs cfg.extraArgs}";
      service = {
        Type = "simple";
        Restart = "on-failure";
        RestartSec = 1;
      };
    };
  };
}
