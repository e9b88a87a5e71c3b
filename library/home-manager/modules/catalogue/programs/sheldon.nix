# `programs.sheldon`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  hook = ''
    eval "$(sheldon source)"
  '';
in
lib.hm.library.fileProgram args "sheldon" {
  format = "toml";
  file = "sheldon/plugins.toml";
  generated = "sheldon-config";
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ];
  config = cfg: {
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration hook;
      zsh.initContent = mkIf cfg.enableZshIntegration hook;
      fish.interactiveShellInit = mkIf cfg.enableFishIntegration hook;
    };
  };
}
