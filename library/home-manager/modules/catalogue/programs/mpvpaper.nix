# `programs.mpvpaper`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) text;
  file = content: lib.mkIf (content != "") { text = content; };
in
lib.hm.library.program args "mpvpaper" {
  nullable = true;
  options = {
    pauseList = text "Programs, one a line, that it pauses for.";
    stopList = text "Programs, one a line, that it stops for.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.mpvpaper" pkgs lib.platforms.linux) ];
    xdg.configFile = {
      "mpvpaper/pauselist" = file cfg.pauseList;
      "mpvpaper/stoplist" = file cfg.stopList;
    };
  };
}
