# `programs.halloy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt;
  format = pkgs.formats.toml { };
  theme =
    name: value:
    if lib.isString value then
      pkgs.writeText "halloy-theme-${name}" value
    else if lib.isPath value || lib.isStorePath value then
      value
    else
      format.generate "halloy-theme-${name}" value;
in
lib.hm.library.program args "halloy" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`halloy/config.toml`.";
    themes = opt (with lib.types; attrsOf (oneOf [ format.type lines path ])) { } "Themes by name.";
  };
  config = cfg: {
    xdg.configFile = {
      "halloy/config.toml" = lib.mkIf (cfg.settings != { }) {
        source = format.generate "halloy-config" cfg.settings;
      };
    }
    // lib.mapAttrs' (
      name: value: lib.nameValuePair "halloy/themes/${name}.toml" { source = theme name value; }
    ) cfg.themes;
  };
}
