# `programs.bacon`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin then
      "Library/Application Support/org.dystroy.bacon"
    else
      "${config.xdg.configHome}/bacon";
in
lib.hm.library.program args "bacon" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`prefs.toml`.";
  config = cfg: {
    home.file."${folder}/prefs.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "bacon-prefs" cfg.settings;
    };
  };
}
