# `programs.micro`.
{
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.json { };
in
lib.hm.library.program args "micro" {
  title = "the editor micro";
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`micro/settings.json`.";
  config = cfg: {
    xdg.configFile."micro/settings.json".source = format.generate "micro-settings" cfg.settings;
  };
}
