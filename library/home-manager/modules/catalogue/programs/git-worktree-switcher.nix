# `programs.git-worktree-switcher`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "git-worktree-switcher" {
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ];
  config =
    cfg:
    let
      command = "${lib.getExe cfg.package} init";
      hook = shell: ''
        eval "$(${command} ${shell})"
      '';
    in
    {
      programs.bash.initExtra = lib.mkIf cfg.enableBashIntegration (hook "bash");
      programs.zsh.initContent = lib.mkIf cfg.enableZshIntegration (hook "zsh");
      programs.fish.interactiveShellInit = lib.mkIf cfg.enableFishIntegration ''
        ${command} fish | source
      '';
    };
}
