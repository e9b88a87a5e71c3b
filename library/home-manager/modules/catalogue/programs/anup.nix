# `programs.anup`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "anup" {
  nullable = true;
  options.config = lib.hm.library.opt (with lib.types; either str path) "" "Contents of {file}`.config/anup/config.ron`, or a file with them.";
  config = cfg: {
    home.file.".config/anup/config.ron" = lib.mkIf (cfg.config != "") {
      source = if lib.isPath cfg.config then cfg.config else pkgs.writeText "anup-config.ron" cfg.config;
    };
  };
}
