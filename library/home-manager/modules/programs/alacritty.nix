# `programs.alacritty`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  format = pkgs.formats.toml { };
  mark = "__home_manager_alacritty_unicode_escape_";

  # Escape sequences are marked in the values and written back after the file is made.
  marked =
    value:
    if lib.isAttrs value then
      lib.mapAttrs (_: marked) value
    else if lib.isList value then
      map marked value
    else if lib.isString value then
      lib.concatMapStrings (part: if lib.isList part then mark + lib.head part else part) (
        builtins.split "\\\\u([0-9a-fA-F]{4})" (lib.replaceStrings [ "\\^[" ] [ "\\u001b" ] value)
      )
    else
      value;
  file =
    settings:
    (format.generate "alacritty.toml" (marked settings)).overrideAttrs (previous: {
      buildCommand = "${previous.buildCommand}\nsubstituteInPlace $out --replace-quiet '${mark}' '\\u' ";
    });
in
lib.hm.library.program args "alacritty" {
  nullable = true;
  options = {
    settings = lib.hm.library.opt format.type { } "Contents of {file}`alacritty/alacritty.toml`.";
    theme = lib.hm.library.maybe lib.types.str "Theme of {option}`programs.alacritty.themePackage`.";
    themePackage = lib.mkPackageOption pkgs "alacritty-theme" { };
  };
  config =
    cfg:
    let
      theme = [ "${cfg.themePackage}/share/alacritty-theme/${cfg.theme}.toml" ];
      isNew = lib.versionAtLeast cfg.package.version "0.14";
    in
    {
      programs.alacritty.settings = mkIf (cfg.theme != null) {
        general.import = mkIf isNew theme;
        import = mkIf (!isNew) theme;
      };
      xdg.configFile."alacritty/alacritty.toml" = mkIf (cfg.settings != { }) {
        source = file cfg.settings;
      };
    };
}
