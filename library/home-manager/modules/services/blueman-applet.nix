# `services.blueman-applet`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "blueman-applet" {
  title = "Bluetooth in the tray";
  package = "blueman";
  install = false;
  options.systemdTargets = lib.hm.library.opt (lib.types.listOf lib.types.str) [ "graphical-session.target" ] "What starts it.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.blueman-applet" pkgs lib.platforms.linux) ];
    systemd.user.services.blueman-applet = {
      Unit = {
        Description = "Blueman applet";
        Requires = [ "tray.target" ];
        After = cfg.systemdTargets ++ [ "tray.target" ];
        PartOf = cfg.systemdTargets;
      };
      Service.ExecStart = lib.getExe' cfg.package "blueman-applet";
      Install.WantedBy = cfg.systemdTargets;
    };
  };
}
