# `programs.swayimg`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "swayimg" {
  options.initLua = lib.hm.library.maybe (with lib.types; either path lines) "Contents of {file}`swayimg/init.lua`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.swayimg" pkgs lib.platforms.linux) ];
    xdg.configFile."swayimg/init.lua" = lib.mkIf (cfg.initLua != null) {
      text = if lib.isPath cfg.initLua then builtins.readFile cfg.initLua else cfg.initLua;
    };
  };
}
