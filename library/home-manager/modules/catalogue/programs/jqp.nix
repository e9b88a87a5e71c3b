# `programs.jqp`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "jqp" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`.jqp.yaml`.";
  config = cfg: {
    home.file.".jqp.yaml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "jqp-config" cfg.settings;
    };
  };
}
