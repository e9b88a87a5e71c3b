# `programs.wlr-which-key`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  yaml = pkgs.formats.yaml { };
in
lib.hm.library.program args "wlr-which-key" {
  nullable = true;
  options = {
    settings = lib.hm.library.opt yaml.type { } "Contents of {file}`wlr-which-key/config.yaml`.";
    extraMenus = lib.hm.library.opt (types.attrsOf yaml.type) { } "More menus by name.";
  };
  config =
    cfg:
    let
      file = name: value: { source = yaml.generate "wlr-which-key-${name}" value; };
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "programs.wlr-which-key" pkgs lib.platforms.linux)
        {
          assertion = !cfg.extraMenus ? config;
          message = ''
            programs.wlr-which-key.extraMenus."config" is reserved because it
            is the file of the settings themselves (wlr-which-key/config.yaml).
            Choose a different name for this menu.
          '';
        }
      ];
      xdg.configFile = lib.mkMerge [
        { "wlr-which-key/config.yaml" = lib.mkIf (cfg.settings != { }) (file "config" cfg.settings); }
        (lib.mapAttrs' (name: value: lib.nameValuePair "wlr-which-key/${name}.yaml" (file name value)) cfg.extraMenus)
      ];
    };
}
