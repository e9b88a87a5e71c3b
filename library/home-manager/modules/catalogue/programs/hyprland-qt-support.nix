# `programs.hyprland-qt-support`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  value = (with lib.types; nullOr (oneOf [ bool int float str path (attrsOf value) (listOf value) ])) // {
    description = "Hyprland configuration value";
  };
in
lib.hm.library.program args "hyprland-qt-support" {
  nullable = true;
  options.settings = lib.hm.library.opt value { } "Contents of {file}`hypr/application-style.conf`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.hyprland-qt-support" pkgs lib.platforms.linux) ];
    xdg.configFile."hypr/application-style.conf" = lib.mkIf (cfg.settings != { }) {
      text = lib.hm.generators.toHyprconf { attrs = cfg.settings; };
    };
  };
}
