# `programs.autojump`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
in
lib.hm.library.program args "autojump" {
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ];
  config =
    cfg:
    let
      script = shell: "${cfg.package}/share/autojump/autojump.${shell}";
    in
    {
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (lib.mkBefore ". ${script "bash"}\n");
        zsh.initContent = mkIf cfg.enableZshIntegration ". ${script "zsh"}\n";
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ". ${script "fish"}\n";
      };
    };
}
