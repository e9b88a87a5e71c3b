# `programs.retroarch`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt strings;
  cfg = config.programs.retroarch;
  core = types.submodule (
    { name, ... }:
    {
      options = {
        enable = lib.mkEnableOption "the core";
        package = lib.mkPackageOption pkgs [ "libretro" name ] { };
      };
    }
  );
  final = (cfg.package.wrapper or (_: cfg.package)) {
    inherit (cfg) settings;
    cores = lib.mapAttrsToList (_: core: core.package) (lib.filterAttrs (_: core: core.enable) cfg.cores);
  };
in
lib.hm.library.program args "retroarch" {
  packageOptions.default = "retroarch-bare";
  install = false;
  options = {
    finalPackage = lib.hm.library.described "programs.retroarch.package with its cores" (opt types.package final "The package with cores and settings.") // {
      readOnly = true;
    };
    cores = opt (types.attrsOf core) { } "Cores by name.";
    settings = strings "Settings by name.";
  };
  config = cfg: { home.packages = [ cfg.finalPackage ]; };
}
