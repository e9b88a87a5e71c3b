# `programs.kiro-cli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "kiro-cli" {
  options = lib.hm.library.integrations config [ "Bash" "Zsh" ];
  config =
    cfg:
    let
      hook = shell: time: ''
        eval "$(${lib.getExe cfg.package} init ${shell} ${time})"
      '';
      hooks = shell: lib.mkMerge [
        (lib.mkBefore (hook shell "pre"))
        (lib.mkAfter (hook shell "post"))
      ];
    in
    {
      programs.bash.initExtra = lib.mkIf cfg.enableBashIntegration (hooks "bash");
      programs.zsh.initContent = lib.mkIf cfg.enableZshIntegration (hooks "zsh");
    };
}
