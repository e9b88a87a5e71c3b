# `programs.ptyxis`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  ini = pkgs.formats.ini { };
  source =
    name: value:
    if lib.isString value then
      pkgs.writeText name value
    else if lib.isPath value || lib.isStorePath value then
      value
    else
      ini.generate name value;
in
lib.hm.library.program args "ptyxis" {
  nullable = true;
  options.palettes = lib.hm.library.opt (with types; attrsOf (oneOf [ ini.type path str ])) { } "Palettes by name.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.ptyxis" pkgs lib.platforms.linux) ];
    xdg.configFile = lib.mapAttrs' (
      name: value:
      lib.nameValuePair "org.gnome.Prompt/palettes/${name}.palette" { source = source "ptyxis-theme-${name}" value; }
    ) cfg.palettes;
  };
}
