# `programs.hstr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "hstr" {
  title = "hstr, which suggests earlier commands";
  options = lib.hm.library.integrations config [ "Bash" "Zsh" ];
  config =
    cfg:
    let
      hook = what: ''
        eval "$(${cfg.package}/bin/hstr --show-${what})"
      '';
    in
    {
      programs.bash.initExtra = lib.mkIf cfg.enableBashIntegration (hook "configuration");
      programs.zsh.initContent = lib.mkIf cfg.enableZshIntegration (hook "zsh-configuration");
    };
}
