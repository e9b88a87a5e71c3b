# `programs.anime-downloader`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.json { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "Library/Application Support/anime downloader"
    else
      "${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/anime-downloader";
in
lib.hm.library.program args "anime-downloader" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`config.json`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.anime-downloader" pkgs lib.platforms.linux) ];
    home.file."${folder}/config.json" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "config.json" cfg.settings;
    };
  };
}
