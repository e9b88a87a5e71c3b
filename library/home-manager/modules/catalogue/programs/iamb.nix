# `programs.iamb`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
  folder =
    if pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable then
      "Library/Application Support"
    else
      config.xdg.configHome;
in
lib.hm.library.program args "iamb" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`iamb/config.toml`.";
  config = cfg: {
    home.file."${folder}/iamb/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "iamb-config" cfg.settings;
    };
  };
}
