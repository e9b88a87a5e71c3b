# `programs.vifm`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "vifm" {
  nullable = true;
  options.extraConfig = lib.hm.library.text "Contents of {file}`vifm/vifmrc`.";
  config = cfg: {
    xdg.configFile."vifm/vifmrc" = lib.mkIf (cfg.extraConfig != "") { text = cfg.extraConfig; };
  };
}
