# `services.mpdris2`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption types;
  inherit (lib.hm.library) described maybe opt;
  inherit (config.services) mpd;
  show =
    value:
    if !lib.isBool value then
      toString value
    else if value then
      "True"
    else
      "False";
in
lib.hm.library.service args "mpdris2" {
  title = "MPD by MPRIS";
  install = false;
  options = {
    notifications = mkEnableOption "notifications of songs";
    multimediaKeys = mkEnableOption "the keys of players";
    mpd = {
      host = described ''"config.services.mpd.network.listenAddress"'' (
        opt types.str mpd.network.listenAddress "Address of MPD."
      );
      port = described ''"config.services.mpd.network.port"'' (opt types.port mpd.network.port "Port of MPD.");
      musicDirectory = described ''"config.services.mpd.musicDirectory"'' (
        opt (types.nullOr types.path) mpd.musicDirectory "Folder of the music, for its covers."
      );
      password = maybe types.str "Password of MPD.";
    };
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.mpdris2" pkgs lib.platforms.linux) ];
    xdg.configFile."mpDris2/mpDris2.conf".text =
      lib.generators.toINI { mkKeyValue = name: value: "${name} = ${show value}"; }
        {
          Connection = {
            inherit (cfg.mpd) host port;
            music_dir = cfg.mpd.musicDirectory;
          }
          // lib.optionalAttrs (cfg.mpd.password != null) { inherit (cfg.mpd) password; };
          Bling = {
            notify = cfg.notifications;
            mmkeys = cfg.multimediaKeys;
          };
        };
    systemd.user.services.mpdris2 = {
      Unit = {
        Description = "MPRIS 2 support for MPD";
        After = [ "mpd.service" ];
      };
      Service = {
        Type = "simple";
        Restart = "on-failure";
        RestartSec = "5s";
        ExecStart = "${cfg.package}/bin/mpDris2";
        BusName = "org.mpris.MediaPlayer2.mpd";
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
