# `services.autotiling`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "autotiling" {
  title = "the tiling of windows by autotiling";
  install = false;
  options = {
    extraArgs = lib.hm.library.words "Further arguments.";
    systemdTarget = lib.hm.library.opt lib.types.str "graphical-session.target" "Target that starts it.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.autotiling" pkgs lib.platforms.linux) ];
    systemd.user.services.autotiling = lib.hm.library.sessionService {
      description = "Split orientation manager";
      exec = "${lib.getExe cfg.package} ${lib.escapeShellArgs cfg.extraArgs}";
      after = [ cfg.systemdTarget ];
      target = cfg.systemdTarget;
      service = {
        Type = "simple";
        Restart = "always";
      };
    };
  };
}
