# `programs.obs-studio`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "obs-studio" {
  install = false;
  options = {
    plugins = lib.hm.library.packages "Plugins.";
    finalPackage = lib.hm.library.need lib.types.package "The package with its plugins." // {
      readOnly = true;
      visible = false;
    };
  };
  config = cfg: {
    home.packages = [ cfg.finalPackage ];
    programs.obs-studio.finalPackage = pkgs.wrapOBS.override { obs-studio = cfg.package; } { inherit (cfg) plugins; };
  };
}
