# `programs.pls`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  command = "${config.programs.pls.package}/bin/pls";
  aliases = {
    ls = command;
    ll = "${command} -d perm -d user -d group -d size -d mtime -d git";
  };
  inherit (config.programs.fish) preferAbbrs;
in
lib.hm.library.program args "pls" {
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ];
  config = cfg: {
    programs = {
      bash.shellAliases = mkIf cfg.enableBashIntegration aliases;
      zsh.shellAliases = mkIf cfg.enableZshIntegration aliases;
      fish.shellAliases = mkIf (cfg.enableFishIntegration && !preferAbbrs) aliases;
      fish.shellAbbrs = mkIf (cfg.enableFishIntegration && preferAbbrs) aliases;
    };
  };
}
