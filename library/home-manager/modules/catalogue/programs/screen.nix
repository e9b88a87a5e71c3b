# `programs.screen`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "screen" {
  nullable = true;
  options.screenrc = lib.hm.library.maybe (with lib.types; either path lines) "Contents of {file}`~/.screenrc`.";
  config = cfg: {
    home.file.".screenrc" = lib.mkIf (cfg.screenrc != null) {
      source = if lib.isPath cfg.screenrc then cfg.screenrc else pkgs.writeText "screenrc" cfg.screenrc;
    };
  };
}
