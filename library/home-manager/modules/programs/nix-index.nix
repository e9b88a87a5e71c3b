# `programs.nix-index`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
in
lib.hm.library.program args "nix-index" {
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Nushell" "Zsh" ];
  config =
    cfg:
    let
      script = "source ${cfg.package}/etc/profile.d/command-not-found.sh\n";
      wrapper = pkgs.writeShellScript "command-not-found" ''
        source ${cfg.package}/etc/profile.d/command-not-found.sh
        command_not_found_handle "$@"
      '';
    in
    {
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration script;
        zsh.initContent = mkIf cfg.enableZshIntegration script;
        nushell.settings.hooks.command_not_found = mkIf cfg.enableNushellIntegration (
          lib.hm.nushell.mkNushellInline "source ${cfg.package}/etc/profile.d/command-not-found.nu"
        );
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          function __fish_command_not_found_handler --on-event fish_command_not_found
              ${wrapper} $argv
          end
        '';
      };
    };
}
