# `services.rsibreak`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "rsibreak" {
  title = "the breaks of RSIBreak";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.rsibreak" pkgs lib.platforms.linux) ];
    systemd.user.services.rsibreak = lib.hm.library.sessionService {
      description = "RSI break timer";
      exec = lib.getExe cfg.package;
      service.Environment = [ "PATH=${config.home.profileDirectory}/bin" ];
    };
  };
}
