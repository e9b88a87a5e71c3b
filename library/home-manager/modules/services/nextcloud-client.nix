# `services.nextcloud-client`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "nextcloud-client" {
  title = "Nextcloud's files";
  install = false;
  options.startInBackground = lib.hm.library.flag "Whether it starts without a window.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.nextcloud-client" pkgs lib.platforms.linux) ];
    systemd.user.services.nextcloud-client = lib.hm.library.sessionService {
      description = "Nextcloud Client";
      exec = "${cfg.package}/bin/nextcloud${lib.optionalString cfg.startInBackground " --background"}";
      service = {
        Environment = [ "PATH=${config.home.profileDirectory}/bin" ];
        ExecStop = "${cfg.package}/bin/nextcloud --quit";
        KillMode = "process";
        Restart = "on-failure";
        RestartSec = "5s";
        NoNewPrivileges = true;
        RestrictRealtime = true;
      };
    };
  };
}
