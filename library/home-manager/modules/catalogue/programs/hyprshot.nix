# `programs.hyprshot`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "hyprshot" {
  nullable = true;
  options.saveLocation = lib.hm.library.maybe lib.types.str "Folder of its pictures, {env}`HYPRSHOT_DIR`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.hyprshot" pkgs lib.platforms.linux) ];
    home.sessionVariables = lib.mkIf (cfg.saveLocation != null) { HYPRSHOT_DIR = cfg.saveLocation; };
  };
}
