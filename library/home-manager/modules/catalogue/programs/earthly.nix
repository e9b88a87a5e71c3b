# `programs.earthly`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "earthly" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`.earthly/config.yml`.";
  config = cfg: {
    home.file.".earthly/config.yml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "earthly-config" cfg.settings;
    };
  };
}
