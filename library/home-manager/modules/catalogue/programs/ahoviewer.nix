# `programs.ahoviewer`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
in
lib.hm.library.program args "ahoviewer" {
  nullable = true;
  install = false;
  options = {
    config = lib.hm.library.opt (types.either types.str types.path) "" "Contents of {file}`ahoviewer/ahoviewer.cfg`, or a file with them.";
    plugins = lib.hm.library.packages "Plugins.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.ahoviewer" pkgs lib.platforms.linux) ];
    xdg.configFile."ahoviewer/ahoviewer.cfg" = mkIf (cfg.config != "") {
      source = if lib.isPath cfg.config then cfg.config else pkgs.writeText "ahoviewer.cfg" cfg.config;
    };
    xdg.dataFile = lib.listToAttrs (
      map (plugin: lib.nameValuePair "ahoviewer/plugins/${plugin.pname}" { source = plugin; }) cfg.plugins
    );
  };
}
