# `programs.bashmount`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "bashmount" {
  nullable = true;
  options.extraConfig = lib.hm.library.text "Contents of {file}`bashmount/config`.";
  config = cfg: {
    xdg.configFile."bashmount/config" = lib.mkIf (cfg.extraConfig != "") { text = cfg.extraConfig; };
  };
}
