# `services.mpd-discord-rpc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
in
lib.hm.library.service args "mpd-discord-rpc" {
  title = "MPD's song in Discord";
  install = false;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`discord-rpc/config.toml`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.mpd-discord-rpc" pkgs lib.platforms.linux) ];
    xdg.configFile."discord-rpc/config.toml".source = format.generate "config.toml" cfg.settings;
    systemd.user.services.mpd-discord-rpc = lib.hm.library.sessionService {
      description = "Discord Rich Presence for MPD";
      exec = "${cfg.package}/bin/mpd-discord-rpc";
      unit.Documentation = "https://github.com/JakeStanger/mpd-discord-rpc";
      service.Restart = "on-failure";
    };
  };
}
