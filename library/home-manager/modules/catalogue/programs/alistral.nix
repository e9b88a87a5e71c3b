# `programs.alistral`.
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
      "Library/Application Support/alistral"
    else
      ".config/alistral";
in
lib.hm.library.program args "alistral" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`config.json`.";
  config = cfg: {
    home.file."${folder}/config.json" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "alistral-config.json" cfg.settings;
    };
  };
}
