# `programs.visidata`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "visidata" {
  nullable = true;
  options.visidatarc = lib.hm.library.text "Contents of {file}`~/.visidatarc`.";
  config = cfg: {
    home.file.".visidatarc" = lib.mkIf (cfg.visidatarc != "") { text = cfg.visidatarc; };
  };
}
