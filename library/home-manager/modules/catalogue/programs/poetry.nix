# `programs.poetry`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  toml = pkgs.formats.toml { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.program args "poetry" {
  nullable = true;
  options.settings = lib.hm.library.opt toml.type { } "Contents of {file}`pypoetry/config.toml`.";
  config = cfg: {
    home.file."${folder}/pypoetry/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = toml.generate "poetry-config" cfg.settings;
    };
  };
}
