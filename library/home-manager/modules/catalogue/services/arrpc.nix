# `services.arrpc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "arrpc" {
  title = "arRPC";
  install = false;
  options.systemdTarget = lib.hm.library.opt lib.types.str "graphical-session.target" "Target that starts it.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.arrpc" pkgs lib.platforms.linux) ];
    systemd.user.services.arRPC = {
      Unit = {
        Description = "Discord Rich Presence for browsers, and some custom clients";
        PartOf = [ "graphical-session.target" ];
      };
      Service = {
        ExecStart = lib.getExe cfg.package;
        Restart = "always";
      };
      Install.WantedBy = [ cfg.systemdTarget ];
    };
  };
}
