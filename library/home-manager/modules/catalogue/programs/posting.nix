# `programs.posting`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  yaml = pkgs.formats.yaml { };
  source =
    name: value:
    if lib.isPath value || lib.isStorePath value then
      value
    else if lib.isString value then
      pkgs.writeText name value
    else
      yaml.generate name value;
in
lib.hm.library.fileProgram args "posting" {
  nullable = true;
  format = "yaml";
  file = "posting/config.yaml";
  generated = "posting-config.yaml";
  options.themes = opt (with types; attrsOf (oneOf [ yaml.type path lines ])) { } "Themes by name.";
  config = cfg: {
    xdg.dataFile = lib.mapAttrs' (
      name: value:
      lib.nameValuePair "posting/themes/${name}.yaml" { source = source "posting-theme-${name}.yaml" value; }
    ) cfg.themes;
  };
}
