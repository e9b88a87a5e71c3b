# `programs.pazi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  command = shell: "${lib.getExe config.programs.pazi.package} init ${shell}";
in
lib.hm.library.program args "pazi" {
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ];
  config = cfg: {
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration ''
        eval "$(${command "bash"})"
      '';
      zsh.initContent = mkIf cfg.enableZshIntegration ''
        eval "$(${command "zsh"})"
      '';
      fish.shellInit = mkIf cfg.enableFishIntegration ''
        ${command "fish"} | source
      '';
    };
  };
}
