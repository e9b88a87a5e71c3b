# `programs.gurk-rs`.
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
lib.hm.library.program args "gurk-rs" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`gurk/gurk.toml`.";
  config = cfg: {
    home.file."${folder}/gurk/gurk.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "gurk-config" cfg.settings;
    };
  };
}
