# `services.devilspie2`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "devilspie2" {
  title = "scripts for windows by Devilspie2";
  install = false;
  options.config = lib.hm.library.text "A script of Lua.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.devilspie2" pkgs lib.platforms.linux) ];
    xdg.configFile."devilspie2/config.lua".text = cfg.config;
    systemd.user.services.devilspie2 = lib.hm.library.sessionService {
      description = "devilspie2";
      exec = lib.getExe cfg.package;
    };
  };
}
