# `programs.anvil-editor`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt;
  toml = pkgs.formats.toml { };
  json = pkgs.formats.json { };
in
lib.hm.library.program args "anvil-editor" {
  nullable = true;
  options = {
    settings = opt toml.type { } "Contents of {file}`.anvil/settings.toml`.";
    style = opt json.type { } "Contents of {file}`.anvil/style.js`.";
  };
  config = cfg: {
    home.file = {
      ".anvil/settings.toml" = lib.mkIf (cfg.settings != { }) {
        source = toml.generate "anvil-settings.toml" cfg.settings;
      };
      ".anvil/style.js" = lib.mkIf (cfg.style != { }) {
        source = json.generate "anvil-style.js" cfg.style;
      };
    };
  };
}
