# `programs.script-directory`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "script-directory" {
  options.settings = lib.hm.library.strings "Variables such as `SD_ROOT`.";
  config = cfg: { home.sessionVariables = cfg.settings; };
}
