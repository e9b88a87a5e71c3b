# `programs.pidgin`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "pidgin" {
  install = false;
  options.plugins = lib.mkOption {
    default = [ ];
    description = "Plugins.";
  };
  config = cfg: { home.packages = [ (cfg.package.override { inherit (cfg) plugins; }) ]; };
}
