# `programs.wallust`.
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
lib.hm.library.program args "wallust" {
  nullable = true;
  options.settings = lib.hm.library.opt toml.type { } "Contents of {file}`wallust/wallust.toml`.";
  config = cfg: {
    home.file."${folder}/wallust/wallust.toml" = lib.mkIf (cfg.settings != { }) {
      source = toml.generate "wallust.toml" cfg.settings;
    };
  };
}
