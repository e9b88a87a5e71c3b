# `programs.airlift`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "airlift" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`.config/airlift/config.yaml`.";
  config = cfg: {
    home.file.".config/airlift/config.yaml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "airlift-config.yaml" cfg.settings;
    };
  };
}
