# `services.kdeconnect`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "kdeconnect" {
  title = "KDE Connect";
  package = [ "kdePackages" "kdeconnect-kde" ];
  options.indicator = lib.hm.library.flag "Whether it is in the tray.";
  config = cfg: {
    systemd.user.services.kdeconnect = lib.hm.library.sessionService {
      description = "Adds communication between your desktop and your smartphone";
      exec = "${cfg.package}/bin/kdeconnectd";
      service.Restart = "on-abort";
    };
    systemd.user.services.kdeconnect-indicator = lib.mkIf cfg.indicator (lib.hm.library.sessionService {
      description = "kdeconnect-indicator";
      exec = "${cfg.package}/bin/kdeconnect-indicator";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
      service.Restart = "on-abort";
    });
  };
}
