# `programs.btop`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt text;
  show =
    value:
    if lib.isBool value then
      (if value then "True" else "False")
    else if lib.isString value then
      "\"${value}\""
    else
      toString value;
  file = lib.generators.toKeyValue {
    mkKeyValue = lib.generators.mkKeyValueDefault { mkValueString = show; } " = ";
  };
in
lib.hm.library.program args "btop" {
  nullable = true;
  options = {
    settings = opt (with types; attrsOf (oneOf [ bool float int str ])) { } "Settings of {file}`btop/btop.conf`.";
    extraConfig = text "More text of the file.";
    themes = opt (types.lazyAttrsOf lib.hm.library.textOrPath) { } "Themes by name.";
  };
  config = cfg: {
    xdg.configFile = {
      "btop/btop.conf" = mkIf (cfg.settings != { }) {
        text = "${file cfg.settings}\n${cfg.extraConfig}\n";
      };
    }
    // lib.mapAttrs' (
      name: theme:
      lib.nameValuePair "btop/themes/${name}.theme" {
        source = lib.hm.library.fromTextOrPath pkgs "btop-theme.theme" theme;
      }
    ) cfg.themes;
  };
}
