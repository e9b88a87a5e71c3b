# `services.mpdris2-rs`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption types;
  inherit (lib.hm.library) maybe notNull;
  said = maybe types.str;
  argument =
    name: value:
    "--${name}"
    + lib.optionalString (value != true) " ${lib.escapeShellArg (toString value)}";
in
lib.hm.library.service args "mpdris2-rs" {
  title = "MPD by MPRIS";
  install = false;
  options = {
    host = said "Address of MPD.";
    notifications = {
      enable = mkEnableOption "notifications of songs";
      timeout = maybe types.float "Seconds that they are seen.";
      summary = said "Their title.";
      summaryPaused = said "Their title at a pause.";
      body = said "Their text.";
      bodyPaused = said "Their text at a pause.";
    };
  };
  config =
    cfg:
    let
      arguments = notNull {
        inherit (cfg) host;
        no-notification = if cfg.notifications.enable then null else true;
        notification-timeout = cfg.notifications.timeout;
        notification-summary = cfg.notifications.summary;
        notification-summary-paused = cfg.notifications.summaryPaused;
        notification-body = cfg.notifications.body;
        notification-body-paused = cfg.notifications.bodyPaused;
      };
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.mpdris2-rs" pkgs lib.platforms.linux) ];
      systemd.user.services.mpdris2-rs = {
        Unit = {
          Description = "Music Player Daemon D-Bus Bridge";
          After = [ "mpd.service" ];
        };
        Service = {
          Type = "dbus";
          Restart = "on-failure";
          ExecStart = "${lib.getExe cfg.package} ${toString (lib.mapAttrsToList argument arguments)}";
          BusName = "org.mpris.MediaPlayer2.mpd";
        };
        Install.WantedBy = [ "default.target" ];
      };
    };
}
