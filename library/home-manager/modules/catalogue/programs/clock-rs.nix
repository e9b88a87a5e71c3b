# `programs.clock-rs`.
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
lib.hm.library.program args "clock-rs" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`clock-rs/conf.toml`.";
  config = cfg: {
    home.file."${folder}/clock-rs/conf.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "clock-rs-config" cfg.settings;
    };
  };
}
