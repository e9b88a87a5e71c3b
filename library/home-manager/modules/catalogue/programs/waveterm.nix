# `programs.waveterm`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  json = pkgs.formats.json { };
  document = file: lib.hm.library.opt json.type { } "Contents of {file}`waveterm/${file}.json`.";
in
lib.hm.library.fileProgram args "waveterm" {
  nullable = true;
  format = "json";
  file = "waveterm/settings.json";
  generated = "waveterm-settings";
  options = {
    themes = document "termthemes";
    bookmarks = document "bookmarks";
  };
  config = cfg: {
    xdg.configFile = {
      "waveterm/termthemes.json" = mkIf (cfg.themes != { }) { source = json.generate "waveterm-themes" cfg.themes; };
      # As in Home Manager, where it is the settings that decide about the bookmarks.
      "waveterm/bookmarks.json" = mkIf (cfg.settings != { }) {
        source = json.generate "waveterm-bookmarks" cfg.bookmarks;
      };
    };
  };
}
