# `programs.flake-edit`.
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
      "Library/Application Support"
    else
      config.xdg.configHome;
in
lib.hm.library.program args "flake-edit" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`flake-edit/config.toml`.";
  config = cfg: {
    home.file."${folder}/flake-edit/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "config.toml" cfg.settings;
    };
  };
}
