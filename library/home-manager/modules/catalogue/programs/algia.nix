# `programs.algia`.
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
      ".config/algia"
    else
      "${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/algia";
in
lib.hm.library.program args "algia" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`config.json`.";
  config = cfg: {
    home.file."${folder}/config.json" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "algia-config.json" cfg.settings;
    };
  };
}
