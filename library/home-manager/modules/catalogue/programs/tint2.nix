# `programs.tint2`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "tint2" {
  options.extraConfig = lib.hm.library.text "Contents of {file}`tint2/tint2rc`.";
  config = cfg: {
    xdg.configFile."tint2/tint2rc" = lib.mkIf (cfg.extraConfig != "") { text = cfg.extraConfig; };
  };
}
