# `programs.scmpuff`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (config.programs.scmpuff) enableAliases package;
  command =
    shell: "${package}/bin/scmpuff init --shell=${shell}${lib.optionalString (!enableAliases) " --aliases=false"}";
in
lib.hm.library.program args "scmpuff" {
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ] // {
    enableAliases = lib.hm.library.enabled "Whether there are aliases such as `gs`.";
  };
  config = cfg: {
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration ''
        eval "$(${command "bash"})"
      '';
      zsh.initContent = mkIf cfg.enableZshIntegration ''
        eval "$(${command "zsh"})"
      '';
      fish.interactiveShellInit = mkIf cfg.enableFishIntegration (
        lib.mkAfter ''
          ${command "fish"} | source
        ''
      );
    };
  };
}
