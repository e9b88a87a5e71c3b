# `programs.pyenv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
in
lib.hm.library.program args "pyenv" {
  options = lib.hm.library.integrations config [ "Bash" "Zsh" "Fish" ] // {
    rootDirectory = lib.hm.library.opt lib.types.path "${config.xdg.dataHome}/pyenv" "Its folder." // {
      defaultText = "\${config.xdg.dataHome}/pyenv";
    };
  };
  config =
    cfg:
    let
      start = shell: "export PYENV_ROOT=\"${cfg.rootDirectory}\"\neval \"$(${lib.getExe cfg.package} init - ${shell})\"\n";
    in
    {
      programs.bash.initExtra = mkIf cfg.enableBashIntegration (start "bash");
      programs.zsh.initContent = mkIf cfg.enableZshIntegration (start "zsh");
      programs.fish.interactiveShellInit = mkIf cfg.enableFishIntegration "set -Ux PYENV_ROOT \"${cfg.rootDirectory}\"\n${lib.getExe cfg.package} init - fish | source\n";
    };
}
