# `programs.element-desktop`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt;
  format = pkgs.formats.json { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.program args "element-desktop" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`Element/config.json`.";
    profiles = opt (lib.types.attrsOf format.type) { } "Contents of the files of profiles, by name.";
  };
  config = cfg: {
    home.file =
      lib.optionalAttrs (cfg.settings != { }) {
        "${folder}/Element/config.json".source = format.generate "element-desktop-default" cfg.settings;
      }
      // lib.mapAttrs' (
        name: settings:
        lib.nameValuePair "${folder}/Element-${name}/config.json" {
          source = format.generate "element-desktop-${name}" settings;
        }
      ) cfg.profiles;
  };
}
