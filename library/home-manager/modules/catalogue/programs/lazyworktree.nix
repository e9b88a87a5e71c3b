# `programs.lazyworktree`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) integrations opt;
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "lazyworktree" {
  nullable = true;
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    settings = opt format.type { } "Contents of {file}`lazyworktree/config.yaml`.";
    shellWrapperName = opt lib.types.str "lwt" "Name of the function that follows it into folders.";
  };
  config =
    cfg:
    let
      function = ''
        function ${cfg.shellWrapperName}() {
          local lazyworktree_dir
          lazyworktree_dir="$(command lazyworktree "$@")" || return
          [ -n "$lazyworktree_dir" ] && [ -d "$lazyworktree_dir" ] && cd "$lazyworktree_dir"
        }
      '';
    in
    {
      xdg.configFile."lazyworktree/config.yaml" = mkIf (cfg.settings != { }) {
        source = format.generate "lazyworktree.yaml" cfg.settings;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration function;
        zsh.initContent = mkIf cfg.enableZshIntegration function;
        fish.functions.${cfg.shellWrapperName} = mkIf cfg.enableFishIntegration ''
          set -l lazyworktree_dir (command lazyworktree $argv)
          or return

          if test -n "$lazyworktree_dir"; and test -d "$lazyworktree_dir"
            cd "$lazyworktree_dir"
          end
        '';
      };
    };
}
