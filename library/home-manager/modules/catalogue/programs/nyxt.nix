# `programs.nyxt`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "nyxt" {
  nullable = true;
  options.config = lib.hm.library.opt (with lib.types; either lines path) "" "Contents of {file}`nyxt/config.lisp`.";
  config = cfg: {
    xdg.configFile."nyxt/config.lisp" = lib.mkIf (cfg.config != "") {
      source = if lib.isString cfg.config then pkgs.writeText "nyxt-config" cfg.config else cfg.config;
    };
  };
}
