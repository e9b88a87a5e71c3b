# `services.taffybar`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "taffybar" {
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.taffybar" pkgs lib.platforms.linux) ];
    xsession.importedVariables = [ "GDK_PIXBUF_MODULE_FILE" ];
    systemd.user.services.taffybar = {
      Unit = {
        Description = "Taffybar desktop bar";
        PartOf = [ "tray.target" ];
        StartLimitBurst = 5;
        StartLimitIntervalSec = 10;
      };
      Service = {
        Type = "dbus";
        BusName = "org.taffybar.Bar";
        ExecStart = "${cfg.package}/bin/taffybar";
        Restart = "on-failure";
        RestartSec = "2s";
      };
      Install.WantedBy = [ "tray.target" ];
    };
  };
}
