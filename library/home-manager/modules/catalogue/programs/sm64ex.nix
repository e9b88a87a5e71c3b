# `programs.sm64ex`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described maybe;
  show = value: if lib.isBool value then lib.boolToString value else toString value;
in
lib.hm.library.program args "sm64ex" {
  nullable = true;
  options = {
    region = described "us" (maybe (types.enum [ "us" "eu" "jp" ]) "Region of the game.");
    baserom = maybe types.path "The game's file.";
    extraCompileFlags = maybe (types.listOf types.str) "Arguments of the build.";
    settings = maybe (with types; attrsOf (either str (either int (either bool (listOf str))))) "Contents of {file}`sm64config.txt`.";
  };
  config = cfg: {
    xdg.dataFile."sm64pc/sm64config.txt" = lib.mkIf (cfg.settings != null) {
      text = lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: "${name} ${show value}") cfg.settings);
    };
  };
}
