# `services.systembus-notify`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "systembus-notify" {
  title = "notifications of the system's bus";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.systembus-notify" pkgs lib.platforms.linux) ];
    systemd.user.services.systembus-notify = {
      Unit.Description = "systembus-notify daemon";
      Service.ExecStart = lib.getExe cfg.package;
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
