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
      snixembed and waybar should not be enabled at the same time.
      You may experience inconsistent tray behavior as a result.
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
