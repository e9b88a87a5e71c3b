# `programs.onagre`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "onagre" {
  nullable = true;
  options.style = lib.hm.library.text "Contents of {file}`onagre/theme.scss`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.onagre" pkgs lib.platforms.linux) ];
    xdg.configFile."onagre/theme.scss" = lib.mkIf (cfg.style != "") { text = cfg.style; };
  };
}
