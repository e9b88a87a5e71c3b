# `services.plex-mpv-shim`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.json { };
in
lib.hm.library.service args "plex-mpv-shim" {
  title = "mpv as a player of Plex";
  install = false;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`plex-mpv-shim/conf.json`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.plex-mpv-shim" pkgs lib.platforms.linux) ];
    xdg.configFile."plex-mpv-shim/conf.json" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "conf.json" cfg.settings;
    };
    systemd.user.services.plex-mpv-shim = lib.hm.library.sessionService {
      description = "Plex mpv shim";
      exec = "${cfg.package}/bin/plex-mpv-shim";
    };
  };
}
