# `programs.foliate`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt;
  inherit (lib.hm.types) gvariant;
  format = pkgs.formats.json { };
  dconf = "com/github/johnfactotum/Foliate";
  theme =
    name: value:
    if lib.isString value then
      pkgs.writeText "foliate-theme-${name}" value
    else if lib.isPath value || lib.isStorePath value then
      value
    else
      format.generate "foliate-theme-${name}" value;
in
lib.hm.library.program args "foliate" {
  nullable = true;
  options = {
    settings = opt (with lib.types; attrsOf (either gvariant (attrsOf gvariant))) { } "Settings in dconf, below {var}`${dconf}`.";
    themes = opt (with lib.types; attrsOf (oneOf [ format.type str path ])) { } "Themes by name.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.foliate" pkgs lib.platforms.linux) ];
    dconf.settings = lib.mapAttrs' (
      name: value:
      if lib.isAttrs value then
        lib.nameValuePair "${dconf}/${name}" value
      else
        lib.nameValuePair dconf { ${name} = value; }
    ) cfg.settings;
    xdg.configFile = lib.mapAttrs' (
      name: value:
      lib.nameValuePair "com.github.johnfactotum.Foliate/themes/${name}.json" { source = theme name value; }
    ) cfg.themes;
  };
}
