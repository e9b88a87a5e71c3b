# `programs.anyrun`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) boolToString types;
  inherit (lib.hm.library) flag maybe opt;
  length = types.submodule {
    options = {
      absolute = maybe types.int "In points.";
      fraction = maybe types.float "As a part of the screen.";
    };
  };
  show =
    length:
    if length.absolute or null != null then "Absolute(${toString length.absolute})" else "Fraction(${toString length.fraction})";
  isOne = length: {
    assertion = length.absolute or null == null || length.fraction or null == null;
    message = "A length is either `absolute` or `fraction`.";
  };
  plugin =
    given:
    if types.package.check given then "${given}/lib/lib${lib.replaceStrings [ "-" ] [ "_" ] given.pname}.so" else given;
  capital = word: lib.toUpper (lib.substring 0 1 word) + lib.substring 1 (-1) word;
in
lib.hm.library.program args "anyrun" {
  nullable = true;
  options = {
    config = {
      plugins = maybe (with types; listOf (either package str)) "Plugins.";
      x = opt length { fraction = 0.5; } "Its place across.";
      y = opt length { fraction = 0.0; } "Its place down.";
      width = opt length { absolute = 800; } "Its width.";
      height = opt length { absolute = 0; } "Its least height.";
      margin = opt types.int 0 "Room around it.";
      hideIcons = flag "Whether there are no icons.";
      ignoreExclusiveZones = flag "Whether it is drawn over bars.";
      layer = opt (types.enum [ "background" "bottom" "top" "overlay" ]) "overlay" "Where it is between windows.";
      hidePluginInfo = flag "Whether plugins are not named.";
      closeOnClick = flag "Whether a click beside it closes it.";
      showResultsImmediately = flag "Whether there are results before anything is written.";
      maxEntries = maybe types.int "How many results there are.";
    };
    extraCss = maybe types.lines "Style sheet.";
    extraConfigFiles = opt types.attrs { } "More files, by name.";
  };
  config =
    cfg:
    let
      inherit (cfg) config;
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "programs.anyrun" pkgs lib.platforms.linux)
        (isOne config.width)
        (isOne config.height)
        (isOne config.x)
        (isOne config.y)
      ];
      warnings = lib.optional (config.plugins == null) ''
        Without plugins Anyrun finds nothing, but for those of its flag `--override-plugins`.
        `programs.anyrun.config.plugins = [ ]` says that this is meant.
      '';
      xdg.configFile = lib.mkMerge [
        (lib.mapAttrs' (name: lib.nameValuePair "anyrun/${name}") cfg.extraConfigFiles)
        {
          "anyrun/config.ron".text = ''
            Config(
              x: ${show config.x},
              y: ${show config.y},
              width: ${show config.width},
              height: ${show config.height},
              margin: ${toString config.margin},
              hide_icons: ${boolToString config.hideIcons},
              ignore_exclusive_zones: ${boolToString config.ignoreExclusiveZones},
              layer: ${capital config.layer},
              hide_plugin_info: ${boolToString config.hidePluginInfo},
              close_on_click: ${boolToString config.closeOnClick},
              show_results_immediately: ${boolToString config.showResultsImmediately},
              max_entries: ${if config.maxEntries == null then "None" else "Some(${toString config.maxEntries})"},
              plugins: ${builtins.toJSON (map plugin (if config.plugins == null then [ ] else config.plugins))},
            )
          '';
          "anyrun/style.css" = lib.mkIf (cfg.extraCss != null) { text = cfg.extraCss; };
        }
      ];
    };
}
