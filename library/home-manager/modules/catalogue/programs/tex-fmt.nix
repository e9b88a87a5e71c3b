# `programs.tex-fmt`.
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
lib.hm.library.program args "tex-fmt" {
  nullable = true;
  options.settings = lib.hm.library.opt toml.type { } "Contents of {file}`tex-fmt/tex-fmt.toml`.";
  config = cfg: {
    home.file."${folder}/tex-fmt/tex-fmt.toml" = lib.mkIf (cfg.settings != { }) {
      source = toml.generate "tex-fmt-config" cfg.settings;
    };
  };
}
