# `programs.hyprlock`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled opt text;
in
lib.hm.library.program args "hyprlock" {
  title = "Hyprland's lock of the screen";
  nullable = true;
  options = {
    settings = opt (types.attrsOf types.anything // { description = "Hyprlock configuration value"; }) { } "Contents of {file}`hypr/hyprlock.conf`.";
    extraConfig = text "More text of the file.";
    sourceFirst = enabled "Whether further files come first.";
    importantPrefixes = opt (types.listOf types.str) [ "$" "bezier" "monitor" "size" ] "Beginnings of the names of fields that come first.";
  };
  config = cfg: {
    xdg.configFile."hypr/hyprlock.conf" = lib.mkIf (cfg.settings != { } || cfg.extraConfig != "") {
      text =
        lib.optionalString (cfg.settings != { }) (
          lib.hm.generators.toHyprconf {
            attrs = cfg.settings;
            importantPrefixes = cfg.importantPrefixes ++ lib.optional cfg.sourceFirst "source";
          }
        )
        + lib.optionalString (cfg.extraConfig != "") cfg.extraConfig;
    };
  };
}
