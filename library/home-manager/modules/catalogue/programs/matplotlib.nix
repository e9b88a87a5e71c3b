# `programs.matplotlib`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt text;
  show = value: if lib.isBool value then (if value then "True" else "False") else toString value;
  line =
    prefix: name: value:
    if lib.isAttrs value then
      lib.concatStringsSep "\n" (lib.mapAttrsToList (line "${prefix}${name}.") value)
    else
      lib.optionalString (value != "") "${prefix}${name}: ${show value}";
in
lib.hm.library.program args "matplotlib" {
  package = null;
  options = {
    config = opt (types.attrsOf types.anything) { } "Contents of {file}`matplotlib/matplotlibrc`.";
    extraConfig = text "Text at its end.";
  };
  config = cfg: {
    xdg.configFile."matplotlib/matplotlibrc".text =
      lib.concatStringsSep "\n" (
        lib.mapAttrsToList (line "") cfg.config ++ lib.optional (cfg.extraConfig != "") cfg.extraConfig
      )
      + "\n";
  };
}
