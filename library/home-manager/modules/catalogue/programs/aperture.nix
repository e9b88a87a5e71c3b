# `programs.aperture`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "aperture" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`.aperture/aperture.yaml`.";
  config = cfg: {
    home.file.".aperture/aperture.yaml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "aperture.yaml" cfg.settings;
    };
  };
}
