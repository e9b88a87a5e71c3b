# `services.safeeyes`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "safeeyes" {
  title = "Safe Eyes";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.safeeyes" pkgs lib.platforms.linux) ];
    systemd.user.services.safeeyes = {
      Unit = {
        Description = "Safe Eyes";
        PartOf = [ "graphical-session.target" ];
        StartLimitIntervalSec = 350;
        StartLimitBurst = 30;
      };
      Service = {
        ExecStart = lib.getExe pkgs.safeeyes;
        Restart = "on-failure";
        RestartSec = 3;
      };
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
