# `programs.rmpc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "rmpc" {
  nullable = true;
  options.config = lib.hm.library.text "Contents of {file}`rmpc/config.ron`.";
  config = cfg: {
    xdg.configFile."rmpc/config.ron" = lib.mkIf (cfg.config != "") { text = cfg.config; };
  };
}
