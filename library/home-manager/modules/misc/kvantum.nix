# `qt.kvantum`.
{ config, pkgs, lib, ... }:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt packages;
  cfg = config.qt.kvantum;
  ini = pkgs.formats.ini {
    listToValue = lib.concatMapStringsSep ", " (lib.generators.mkValueStringDefault { });
  };
  section = types.attrsOf ini.lib.types.atom // {
    description = "section of a kvconfig file (attrs of ${ini.lib.types.atom.description})";
  };
in
{
  options.qt.kvantum = {
    enable = lib.mkEnableOption "settings of Kvantum";
    settings = opt (types.submodule {
      freeformType = types.attrsOf section;
      options = {
        General = opt (types.submodule {
          freeformType = section;
          options.theme = maybe types.str "The theme.";
        }) { } "What holds for all programs.";
        Applications = opt (types.attrsOf (types.listOf types.str)) { } "Programs of themes.";
      };
    }) { } "Contents of {file}`Kvantum/kvantum.kvconfig`.";
    themes = packages "Themes.";
  };
  config = mkIf cfg.enable {
    xdg.configFile = {
      Kvantum = mkIf (cfg.themes != [ ]) {
        recursive = true;
        source = pkgs.symlinkJoin {
          name = "kvantum-themes";
          paths = cfg.themes;
          stripPrefix = "/share/Kvantum";
        };
      };
      "Kvantum/kvantum.kvconfig" = mkIf (cfg.settings != { }) {
        source = ini.generate "kvantum-config" cfg.settings;
      };
    };
  };
}
