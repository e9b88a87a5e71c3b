# `programs.trippy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
in
lib.hm.library.fileProgram args "trippy" {
  nullable = true;
  format = "toml";
  file = "trippy/trippy.toml";
  generated = "trippy-config";
  options.forceUserConfig = lib.hm.library.enabled "Whether an alias names the file, which it does not look for everywhere.";
  config = cfg: {
    home.shellAliases = mkIf cfg.forceUserConfig { trip = "trip -c ${config.xdg.configHome}/trippy/trippy.toml"; };
  };
}
