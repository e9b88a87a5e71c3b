# `programs.spotify-player`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  toml = pkgs.formats.toml { };
  list = opt (types.listOf toml.type) [ ];
in
lib.hm.library.fileProgram args "spotify-player" {
  nullable = true;
  format = "toml";
  file = "spotify-player/app.toml";
  generated = "spotify-player-app";
  options = {
    themes = list "Themes.";
    keymaps = list "Keys of commands.";
    actions = list "Keys of actions.";
  };
  config = cfg: {
    xdg.configFile = {
      "spotify-player/theme.toml" = mkIf (cfg.themes != [ ]) {
        source = toml.generate "spotify-player-theme" { inherit (cfg) themes; };
      };
      "spotify-player/keymap.toml" = mkIf (cfg.keymaps != [ ]) {
        source = toml.generate "spotify-player-keymap" { inherit (cfg) actions keymaps; };
      };
    };
  };
}
