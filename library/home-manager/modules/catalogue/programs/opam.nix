# `programs.opam`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  command = shell: "${config.programs.opam.package}/bin/opam env --shell=${shell}";
in
lib.hm.library.program args "opam" {
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
        eval (${command "fish"})
      '';
    };
  };
}
