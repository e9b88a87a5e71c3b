# `programs.rofi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt packages;
in
lib.hm.library.program args "rofi" {
  install = false;
  imports = lib.hm.library.gone [ "programs" "rofi" ] "Say it in `programs.rofi.theme`." [
    "borderWidth"
    "colors"
    "fullscreen"
    "lines"
    "padding"
    "rowHeight"
    "scrollbar"
    "separator"
    "width"
  ];
  options = {
    finalPackage = lib.hm.library.need types.package "The package with the plugins." // {
      readOnly = true;
    };
    plugins = packages "Plugins.";
    font = maybe types.str "The font.";
    terminal = maybe types.str "The terminal.";
    cycle = maybe types.bool "Whether the list has no end.";
    location = opt (types.enum [ "bottom" "bottom-left" "bottom-right" "center" "left" "right" "top" "top-left" "top-right" ]) "center" "Where it is.";
    xoffset = opt types.int 0 "How far to the right.";
    yoffset = opt types.int 0 "How far down.";
    theme = opt types.unspecified null "The theme: its name, a file, or its contents.";
    modes = opt (types.listOf types.unspecified) [ ] "What it shows.";
    extraConfig = opt (types.attrsOf types.anything) { } "More settings.";
    configPath = opt types.nonEmptyStr "${config.xdg.configHome}/rofi/config.rasi" "The file." // {
      defaultText = "$XDG_CONFIG_HOME/rofi/config.rasi";
    };
  };
  config =
    cfg:
    let
      number = { center = 0; top-left = 1; top = 2; top-right = 3; right = 4; bottom-right = 5; bottom = 6; bottom-left = 7; left = 8; };
      isLiteral = value: value._type or "" == "literal";
      isSection = value: lib.isAttrs value && !isLiteral value;
      show =
        value:
        if lib.isBool value then
          lib.boolToString value
        else if lib.isInt value then
          toString value
        else if lib.isList value then
          "[ ${lib.concatMapStringsSep "," show value} ]"
        else if isLiteral value then
          value.value
        else
          "\"${value}\"";
      lines =
        set:
        lib.concatStringsSep "\n" (
          lib.mapAttrsToList (
            name: value: if isSection value then "${name} {\n${lines value}\n}" else "${name}: ${show value};"
          ) (lib.hm.library.notNull set)
        );
      block = name: value: if isSection value then "${name} {\n${lines value}\n}\n" else "${name} ${show value}\n";
      # A theme and what is read in come before what has a name.
      first = [ "@theme" "@import" ];
      rasi =
        set:
        let
          names = lib.filter (name: set ? ${name}) first ++ lib.attrNames (removeAttrs set first);
        in
        lib.concatMapStringsSep "\n" (name: block name set.${name}) names;
      modes = map (mode: if lib.isString mode then mode else "${mode.name}:${mode.path}") cfg.modes;
      themeName =
        if lib.isAttrs cfg.theme then
          "custom"
        else if lib.isString cfg.theme then
          cfg.theme
        else
          lib.removeSuffix ".rasi" (baseNameOf cfg.theme);
    in
    {
      programs.rofi.finalPackage =
        if cfg.plugins == [ ] || !(cfg.package ? override) then
          cfg.package
        else
          cfg.package.override (old: {
            plugins = (old.plugins or [ ]) ++ cfg.plugins;
          });
      home.packages = [ cfg.finalPackage ];
      assertions = [ (lib.hm.assertions.assertPlatform "programs.rofi" pkgs lib.platforms.linux) ];
      lib.formats.rasi.mkLiteral = value: {
        _type = "literal";
        inherit value;
      };
      home.file.${cfg.configPath}.text =
        rasi {
          configuration = {
            inherit (cfg) cycle font terminal xoffset yoffset;
            location = number.${cfg.location};
          }
          // lib.optionalAttrs (modes != [ ]) { inherit modes; }
          // cfg.extraConfig;
        }
        + lib.optionalString (cfg.theme != null) (rasi { "@theme" = themeName; });
      xdg.dataFile = mkIf (cfg.theme != null && !lib.isString cfg.theme) {
        "rofi/themes/${themeName}.rasi" =
          if lib.isAttrs cfg.theme then { text = rasi cfg.theme; } else { source = cfg.theme; };
      };
    };
}
