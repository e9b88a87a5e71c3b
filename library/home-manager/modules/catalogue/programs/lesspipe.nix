# `programs.lesspipe`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "lesspipe" {
  install = false;
  config = cfg: {
    home.sessionVariables.LESSOPEN = "|${cfg.package}/bin/lesspipe.sh %s";
  };
}
