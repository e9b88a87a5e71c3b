# `programs.fuzzel`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  ini = pkgs.formats.ini { };
in
lib.hm.library.program args "fuzzel" {
  nullable = true;
  options.settings = lib.hm.library.opt ini.type { } "Contents of {file}`fuzzel/fuzzel.ini`.";
  config = cfg: {
    xdg.configFile."fuzzel/fuzzel.ini" = lib.mkIf (cfg.settings != { }) { source = ini.generate "fuzzel.ini" cfg.settings; };
  };
}
