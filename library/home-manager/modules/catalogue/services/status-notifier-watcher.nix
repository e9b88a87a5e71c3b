# `services.status-notifier-watcher`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "status-notifier-watcher" {
  package = [ "haskellPackages" "status-notifier-item" ];
  title = "the watcher of status notifiers";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.status-notifier-watcher" pkgs lib.platforms.linux) ];
    systemd.user.services.status-notifier-watcher = {
      Unit = {
        Description = "SNI watcher";
        PartOf = [ "tray.target" ];
        Before = [ "taffybar.service" ];
      };
      Service = {
        Type = "dbus";
        BusName = "org.kde.StatusNotifierWatcher";
        ExecStart = "${cfg.package}/bin/status-notifier-watcher";
      };
      Install.WantedBy = [ "tray.target" "taffybar.service" ];
    };
  };
}
