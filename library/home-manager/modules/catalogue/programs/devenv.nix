# `programs.devenv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) getExe mkIf;
in
lib.hm.library.program args "devenv" {
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Nushell" "Zsh" ];
  config = cfg: {
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration (lib.mkAfter ''
        eval "$(${getExe cfg.package} hook bash)"
      '');
      zsh.initContent = mkIf cfg.enableZshIntegration ''
        eval "$(${getExe cfg.package} hook zsh)"
      '';
      fish.interactiveShellInit = mkIf cfg.enableFishIntegration (lib.mkAfter ''
        ${getExe cfg.package} hook fish | source
      '');
      nushell.extraConfig = mkIf cfg.enableNushellIntegration "source ${
        pkgs.runCommand "devenv-nushell-config.nu" { } ''
          ${getExe cfg.package} hook nu > $out
        ''
      } ";
    };
  };
}
