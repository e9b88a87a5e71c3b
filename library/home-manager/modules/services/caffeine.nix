# `services.caffeine`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "caffeine" {
  title = "keeping the screen awake";
  package = "caffeine-ng";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.caffeine" pkgs lib.platforms.linux) ];
    systemd.user.services.caffeine = {
      Unit.Description = "caffeine";
      Service = {
        Type = "exec";
        ExecStart = lib.getExe' cfg.package "caffeine";
        Restart = "on-failure";
        Slice = "session.slice";
        PrivateTmp = true;
        ProtectSystem = "full";
      };
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
