# `services.clipmenu`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "clipmenu" {
  title = "the clipboard's history";
  package = "clipmenu";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.clipmenu" pkgs lib.platforms.linux) ];
    systemd.user.services.clipmenu = lib.hm.library.sessionService {
      description = "Clipboard management daemon";
      exec = "${cfg.package}/bin/clipmenud";
      after = [ "graphical-session.target" ];
    };
  };
}
