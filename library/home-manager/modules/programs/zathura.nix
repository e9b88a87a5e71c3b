# `programs.zathura`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt strings text;
  show = value: if lib.isBool value then lib.boolToString value else toString value;
in
lib.hm.library.program args "zathura" {
  options = {
    options = opt (with types; attrsOf (oneOf [ str bool int float ])) { } "Options of {file}`zathura/zathurarc`.";
    mappings = strings "What keys do.";
    extraConfig = text "More text of the file.";
  };
  config = cfg: {
    xdg.configFile."zathura/zathurarc".text =
      lib.concatStringsSep "\n" (
        lib.optional (cfg.extraConfig != "") cfg.extraConfig
        ++ lib.mapAttrsToList (name: value: "set ${name}\t\"${show value}\"") cfg.options
        ++ lib.mapAttrsToList (key: action: "map ${key}   ${action}") cfg.mappings
      )
      + "\n";
  };
}
