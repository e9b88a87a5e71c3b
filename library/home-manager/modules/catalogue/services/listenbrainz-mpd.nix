# `services.listenbrainz-mpd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  format = pkgs.formats.toml { };
in
lib.hm.library.service args "listenbrainz-mpd" {
  title = "MPD's songs for ListenBrainz";
  nullable = true;
  install = false;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`listenbrainz-mpd/config.toml`.";
  config = cfg: {
    xdg.configFile."listenbrainz-mpd/config.toml" = mkIf (cfg.settings != { }) {
      source = format.generate "listenbrainz-mpd.toml" cfg.settings;
    };
    systemd.user.services.listenbrainz-mpd = mkIf (cfg.package != null) {
      Unit = {
        Description = "ListenBrainz submission client for MPD";
        Documentation = "https://codeberg.org/elomatreb/listenbrainz-mpd";
        After = [ "mpd.service" ];
        Requires = [ "mpd.service" ];
      };
      Service = {
        ExecStart = "${cfg.package}/bin/listenbrainz-mpd";
        Restart = "always";
        RestartSec = 5;
        Type = if lib.versionAtLeast cfg.package.version "2.3.2" then "notify" else "simple";
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
