# `programs.amp`.
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
      "Library/Application Support/amp"
    else
      "${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/amp";
in
lib.hm.library.program args "amp" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`config.yml`.";
  config = cfg: {
    home.file."${folder}/config.yml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "amp-config.yml" cfg.settings;
    };
  };
}
