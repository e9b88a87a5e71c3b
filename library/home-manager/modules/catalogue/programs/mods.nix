# `programs.mods`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  command = shell: "${config.programs.mods.package}/bin/mods completion ${shell}";
  early = condition: text: mkIf condition (lib.mkOrder 200 text);
in
lib.hm.library.fileProgram args "mods" {
  format = "yaml";
  file = "mods/mods.yml";
  generated = "mods.yml";
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ];
  config = cfg: {
    programs = {
      bash.initExtra = early cfg.enableBashIntegration ''
        source <(${command "bash"})
      '';
      zsh.initContent = early cfg.enableZshIntegration ''
        source <(${command "zsh"})
      '';
      fish.interactiveShellInit = early cfg.enableFishIntegration ''
        ${command "fish"} | source
      '';
    };
  };
}
