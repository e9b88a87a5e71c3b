# `programs.rofi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt packages words;
in
lib.hm.library.program args "rofi" {
  options = {
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
      show = value: if lib.isBool value then lib.boolToString value else if lib.isInt value then toString value else if lib.isList value then "[ ${lib.concatMapStringsSep ", " show value} ]" else "\"${value}\"";
      settings = lib.hm.library.notNull (
        cfg.extraConfig
        // {
          inherit (cfg) cycle font terminal xoffset yoffset;
          location = number.${cfg.location};
        }
        // lib.optionalAttrs (cfg.modes != [ ]) { modes = lib.filter lib.isString cfg.modes; }
      );
    in
    {
      home.file.${cfg.configPath}.text =
        "configuration {\n${lib.concatStrings (lib.mapAttrsToList (n: v: "${n}: ${show v};\n") settings)}\n}\n"
        + lib.optionalString (cfg.theme != null && !lib.isAttrs cfg.theme) "@theme \"${toString cfg.theme}\"\n";
    };
}
