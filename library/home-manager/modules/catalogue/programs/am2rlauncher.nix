# `programs.am2rlauncher`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "am2rlauncher" {
  nullable = true;
  options.config = lib.hm.library.opt (with lib.types; either str path) "" "Contents of {file}`AM2RLauncher/config.xml`, or a file with them.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.am2rlauncher" pkgs lib.platforms.linux) ];
    xdg.configFile."AM2RLauncher/config.xml" = lib.mkIf (cfg.config != "") {
      source = if lib.isPath cfg.config then cfg.config else pkgs.writeText "am2rlauncher-config.xml" cfg.config;
    };
  };
}
