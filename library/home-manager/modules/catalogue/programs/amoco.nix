# `programs.amoco`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "amoco" {
  nullable = true;
  options.config = lib.hm.library.opt (with lib.types; either str path) "" "Contents of {file}`.config/amoco/config`, or a file with them.";
  config = cfg: {
    home.file.".config/amoco/config" = lib.mkIf (cfg.config != "") {
      source = if lib.isPath cfg.config then cfg.config else pkgs.writeText "amoco-config" cfg.config;
    };
  };
}
