# `programs.hwatch`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "hwatch" {
  nullable = true;
  options.extraArgs = lib.hm.library.words "Arguments, {env}`HWATCH`.";
  config = cfg: {
    home.sessionVariables = lib.mkIf (cfg.extraArgs != [ ]) { HWATCH = lib.escapeShellArgs cfg.extraArgs; };
  };
}
