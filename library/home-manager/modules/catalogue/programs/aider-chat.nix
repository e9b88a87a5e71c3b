# `programs.aider-chat`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "aider-chat" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`.aider.conf.yml`.";
  config = cfg: {
    home.file.".aider.conf.yml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "aider.conf.yml" cfg.settings;
    };
  };
}
