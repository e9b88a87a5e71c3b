# `services.owncloud-client`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "owncloud-client" {
  title = "ownCloud's files";
  package = "owncloud-client";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.owncloud-client" pkgs lib.platforms.linux) ];
    systemd.user.services.owncloud-client = lib.hm.library.sessionService {
      description = "Owncloud Client";
      exec = "${cfg.package}/bin/owncloud";
      after = [ "graphical-session.target" ];
    };
  };
}
