# `programs.cudatext`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mapAttrs' mkIf nameValuePair types;
  inherit (lib.hm.library) opt;
  format = pkgs.formats.json { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "Library/Application Support/CudaText/settings"
    else
      "${lib.removePrefix config.home.homeDirectory config.xdg.configHome}/cudatext/settings";
in
lib.hm.library.program args "cudatext" {
  nullable = true;
  options = {
    hotkeys = opt format.type { } "Contents of {file}`keys.json`.";
    userSettings = opt format.type { } "Contents of {file}`user.json`.";
    lexerSettings = opt (types.attrsOf format.type) { } "Settings by language.";
    lexerHotkeys = opt (types.attrsOf format.type) { } "Keys by language.";
  };
  config = cfg: {
    home.file = {
      "${folder}/keys.json" = mkIf (cfg.hotkeys != { }) {
        source = format.generate "cudatext-keys.json" cfg.hotkeys;
      };
      "${folder}/user.json" = mkIf (cfg.userSettings != { }) {
        source = format.generate "cudatext-user.json" cfg.userSettings;
      };
    }
    // mapAttrs' (
      name: settings:
      nameValuePair "${folder}/lexer ${name}.json" {
        source = format.generate "cudatext-lexer-${name}" settings;
      }
    ) cfg.lexerSettings
    // mapAttrs' (
      name: keys:
      nameValuePair "${folder}/keys lexer ${name}.json" {
        source = format.generate "cudatext-lexer-keys-${name}" keys;
      }
    ) cfg.lexerHotkeys;
  };
}
