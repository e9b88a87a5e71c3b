# `programs.nix-your-shell`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) mkIf;
in
lib.hm.library.program args "nix-your-shell" {
  title = "the user's shell in `nix develop` and `nix-shell`";
  options = lib.hm.library.integrations config [ "Fish" "Nushell" "Zsh" ] // {
    nix-output-monitor = {
      enable = lib.mkEnableOption "builds through nix-output-monitor";
      package = lib.mkPackageOption pkgs "nix-output-monitor" { };
    };
  };
  config =
    cfg:
    let
      monitor = cfg.nix-output-monitor;
      command = "${lib.getExe cfg.package} ${lib.optionalString monitor.enable "--nom"}";
    in
    {
      home.packages = mkIf monitor.enable [ monitor.package ];
      programs = {
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          ${command} fish | source
        '';
        nushell.extraConfig = mkIf cfg.enableNushellIntegration ''
          source ${
            pkgs.runCommand "nix-your-shell-nushell-config.nu" { } ''
              ${command} nu >> "$out"
            ''
          }
        '';
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          ${command} zsh | source /dev/stdin
        '';
      };
    };
}
