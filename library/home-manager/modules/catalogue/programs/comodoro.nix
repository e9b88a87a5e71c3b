# `programs.comodoro`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
in
lib.hm.library.program args "comodoro" {
  nullable = true;
  options.settings = lib.hm.library.opt (lib.types.submodule { freeformType = format.type; }) { } "Contents of {file}`comodoro/config.toml`.";
  config = cfg: {
    xdg.configFile."comodoro/config.toml".source = format.generate "comodoro-config.toml" cfg.settings;
  };
}
