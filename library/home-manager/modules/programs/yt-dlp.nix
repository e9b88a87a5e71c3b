# `programs.yt-dlp`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt text;
  atom = with types; oneOf [ bool int str ];
  line =
    name: value:
    if lib.isBool value then
      (if value then "--${name}" else "--no-${name}")
    else
      "--${name} ${toString value}";
in
lib.hm.library.program args "yt-dlp" {
  options = {
    settings = opt (types.attrsOf (types.either atom (types.listOf atom))) { } "Arguments of its file.";
    extraConfig = text "More text of the file.";
  };
  config = cfg: {
    xdg.configFile."yt-dlp/config" = lib.mkIf (cfg.settings != { } || cfg.extraConfig != "") {
      text =
        lib.concatStringsSep "\n" (
          lib.concatLists (lib.mapAttrsToList (name: value: map (line name) (lib.toList value)) cfg.settings)
          ++ lib.optional (cfg.extraConfig != "") cfg.extraConfig
        )
        + "\n";
    };
  };
}
