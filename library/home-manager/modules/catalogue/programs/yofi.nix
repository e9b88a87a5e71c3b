# `programs.yofi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "yofi" {
  nullable = true;
  format = "toml";
  file = "yofi/yofi.config";
  generated = "yofi-config";
  options.blacklist = lib.hm.library.words "Applications that are left out.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.yofi" pkgs lib.platforms.linux) ];
    xdg.configFile."yofi/blacklist" = lib.mkIf (cfg.blacklist != [ ]) {
      text = lib.concatMapStringsSep "\n" (name: "${name}.desktop") cfg.blacklist;
    };
  };
}
