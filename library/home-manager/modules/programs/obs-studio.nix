# `programs.obs-studio`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "obs-studio" {
  install = false;
  options.plugins = lib.hm.library.packages "Plugins.";
  config = cfg: {
    home.packages = [
      (if cfg.plugins == [ ] then cfg.package else pkgs.wrapOBS.override { obs-studio = cfg.package; } { inherit (cfg) plugins; })
    ];
  };
}
