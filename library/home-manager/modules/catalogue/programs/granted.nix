# `programs.granted`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "granted" {
  options = lib.hm.library.integrations config [ "Fish" "Zsh" ];
  config = cfg: {
    programs.zsh.initContent = lib.mkIf cfg.enableZshIntegration ''
      function assume() {
        export GRANTED_ALIAS_CONFIGURED="true"
        source ${cfg.package}/bin/assume "$@"
        unset GRANTED_ALIAS_CONFIGURED
      }
    '';
    programs.fish.functions.assume = lib.mkIf cfg.enableFishIntegration ''
      set -x GRANTED_ALIAS_CONFIGURED "true"
      source ${cfg.package}/share/assume.fish $argv
      set -e GRANTED_ALIAS_CONFIGURED
    '';
  };
}
