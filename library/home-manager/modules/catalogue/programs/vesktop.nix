# `programs.vesktop`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt text;
  json = pkgs.formats.json { };
  folder = "${
    if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome
  }/vesktop";
  file = name: value: mkIf (value != { }) { source = json.generate name value; };
in
lib.hm.library.program args "vesktop" {
  nullable = true;
  install = false;
  options = {
    settings = opt json.type { } "Contents of {file}`vesktop/settings.json`.";
    vencord = {
      useSystem = lib.mkEnableOption "the package of Vencord";
      themes = opt (with types; attrsOf (oneOf [ lines path ])) { } "Themes by name.";
      settings = opt json.type { } "Contents of {file}`vesktop/settings/settings.json`.";
      extraQuickCss = text "Style sheet.";
    };
  };
  config =
    cfg:
    let
      inherit (cfg) vencord;
    in
    {
      home.packages = mkIf (cfg.package != null) [ (cfg.package.override { withSystemVencord = vencord.useSystem; }) ];
      home.file = {
        "${folder}/settings.json" = file "vesktop-settings" cfg.settings;
        "${folder}/settings/settings.json" = file "vencord-settings" vencord.settings;
        "${folder}/settings/quickCss.css" = mkIf (vencord.extraQuickCss != "") { text = vencord.extraQuickCss; };
      }
      // lib.mapAttrs' (
        name: value:
        lib.nameValuePair "${folder}/themes/${name}.css" {
          source =
            if lib.isPath value || lib.isStorePath value then value else pkgs.writeText "vesktop-themes-${name}" value;
        }
      ) vencord.themes;
    };
}
