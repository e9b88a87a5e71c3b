# `services.nextcloud-client`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "nextcloud-client" {
  title = "Nextcloud's files";
  package = "nextcloud-client";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.nextcloud-client" pkgs lib.platforms.linux) ];
    systemd.user.services.nextcloud-client = lib.hm.library.sessionService {
      description = "Nextcloud Client";
      exec = "${cfg.package}/bin/nextcloud";
      after = [ "graphical-session.target" ];
    };
  };
}
