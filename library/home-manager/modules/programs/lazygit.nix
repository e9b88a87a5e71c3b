# `programs.lazygit`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  wrapper = cfg: ''
    function ${cfg.shellWrapperName}() {
        export LAZYGIT_NEW_DIR_FILE=~/.lazygit/newdir
        command lazygit "$@"
        if [ -f $LAZYGIT_NEW_DIR_FILE ]; then
          cd "$(cat $LAZYGIT_NEW_DIR_FILE)"
          rm -f $LAZYGIT_NEW_DIR_FILE > /dev/null
        fi
    }
  '';
in
lib.hm.library.fileProgram args "lazygit" {
  nullable = true;
  format = "yaml";
  file = "lazygit/config.yml";
  generated = "lazygit-config";
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    shellWrapperName = lib.hm.library.opt lib.types.str "lg" "Name of the function that follows lazygit into folders.";
  };
  config = cfg: {
    programs = {
      bash.initExtra = mkIf cfg.enableBashIntegration (wrapper cfg);
      zsh.initContent = mkIf cfg.enableZshIntegration (wrapper cfg);
      nushell.extraConfig = mkIf cfg.enableNushellIntegration ''
        def --env ${cfg.shellWrapperName} [...args] {
          $env.LAZYGIT_NEW_DIR_FILE = "~/.lazygit/newdir" | path expand
          lazygit ...$args
          if ($env.LAZYGIT_NEW_DIR_FILE | path exists) {
            cd (open $env.LAZYGIT_NEW_DIR_FILE)
            rm -f $env.LAZYGIT_NEW_DIR_FILE
          }
        }
      '';
      fish.functions.${cfg.shellWrapperName} = mkIf cfg.enableFishIntegration ''
        set -x LAZYGIT_NEW_DIR_FILE ~/.lazygit/newdir
        command lazygit $argv
        if test -f $LAZYGIT_NEW_DIR_FILE
          cd (cat $LAZYGIT_NEW_DIR_FILE)
          rm -f $LAZYGIT_NEW_DIR_FILE
        end
      '';
    };
  };
}
