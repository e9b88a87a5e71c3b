# `programs.rio`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  toml = pkgs.formats.toml { };
in
lib.hm.library.fileProgram args "rio" {
  nullable = true;
  format = "toml";
  file = "rio/config.toml";
  generated = "rio.toml";
  options.themes = lib.hm.library.opt (with types; attrsOf (either toml.type path)) { } "Themes by name.";
  config = cfg: {
    xdg.configFile = lib.mapAttrs' (
      name: value:
      lib.nameValuePair "rio/themes/${name}.toml" {
        source = if lib.isPath value then value else toml.generate "rio-theme-${name}.toml" value;
      }
    ) cfg.themes;
  };
}
