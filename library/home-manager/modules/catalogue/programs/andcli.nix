# `programs.andcli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.yaml { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "Library/Application Support/andcli"
    else
      "${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/andcli";
in
lib.hm.library.program args "andcli" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`config.yaml`.";
  config = cfg: {
    home.file."${folder}/config.yaml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "andcli-config.yaml" cfg.settings;
    };
  };
}
