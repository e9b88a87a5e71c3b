# `services.snixembed`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "snixembed" {
  title = "status notifiers as icons of XEmbed";
  install = false;
  options.beforeUnits = lib.hm.library.words "Units that start after it.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.snixembed" pkgs lib.platforms.linux) ];
    warnings = lib.optional config.programs.waybar.enable ''
      Both snixembed and Waybar are enabled, and both are a tray.
      Which one shows an icon is chance.
    '';
    systemd.user.services.snixembed = {
      Unit = {
        Description = "snixembed";
        PartOf = [ "graphical-session.target" ];
        StartLimitIntervalSec = 100;
        StartLimitBurst = 10;
        Before = cfg.beforeUnits;
      };
      Service = {
        ExecStart = lib.getExe pkgs.snixembed;
        Restart = "on-failure";
        RestartSec = 3;
      };
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
