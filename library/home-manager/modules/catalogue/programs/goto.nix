# `programs.goto`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "goto" {
  options = lib.hm.library.integrations config [ "Bash" "Zsh" ];
  config =
    cfg:
    let
      hook = "source ${cfg.package}/share/goto.sh";
    in
    {
      programs.bash.initExtra = lib.mkIf cfg.enableBashIntegration hook;
      programs.zsh.initContent = lib.mkIf cfg.enableZshIntegration hook;
    };
}
