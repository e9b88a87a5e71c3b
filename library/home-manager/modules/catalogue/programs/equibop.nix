# `programs.equibop`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) opt text;
  format = pkgs.formats.json { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.program args "equibop" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`equibop/settings.json`.";
    equicord = {
      settings = opt format.type { } "Contents of {file}`equibop/settings/settings.json`.";
      themes = opt (with lib.types; attrsOf (oneOf [ lines path ])) { } "Themes by name.";
      extraQuickCss = text "Style sheet.";
    };
  };
  config =
    cfg:
    let
      inherit (cfg) equicord;
      theme =
        name: value:
        if lib.isPath value || lib.isStorePath value then value else pkgs.writeText "equibop-themes-${name}" value;
    in
    {
      home.file = {
        "${folder}/equibop/settings.json" = mkIf (cfg.settings != { }) {
          source = format.generate "equibop-settings" cfg.settings;
        };
        "${folder}/equibop/settings/settings.json" = mkIf (equicord.settings != { }) {
          source = format.generate "equicord-settings" equicord.settings;
        };
        "${folder}/equibop/settings/quickCss.css" = mkIf (equicord.extraQuickCss != "") {
          text = equicord.extraQuickCss;
        };
      }
      // lib.mapAttrs' (
        name: value: lib.nameValuePair "${folder}/equibop/themes/${name}.css" { source = theme name value; }
      ) equicord.themes;
    };
}
