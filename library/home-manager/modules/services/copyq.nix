# `services.copyq`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "copyq" {
  title = "the clipboard's history";
  package = "copyq";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.copyq" pkgs lib.platforms.linux) ];
    systemd.user.services.copyq = lib.hm.library.sessionService {
      description = "CopyQ clipboard management daemon";
      exec = "${cfg.package}/bin/copyq";
      after = [ "graphical-session.target" ];
    };
  };
}
