# `programs.pay-respects`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations opt;
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "pay-respects" {
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    options = opt (types.listOf types.str) [ "--alias" ] "Arguments of the call that sets it up.";
    rules = opt (types.attrsOf toml.type) { } "Rules by the name of the command.";
  };
  config =
    cfg:
    let
      command = shell: "${lib.getExe cfg.package} ${shell} ${toString cfg.options}";
    in
    {
      xdg.configFile = lib.mapAttrs' (
        name: rule:
        lib.nameValuePair "pay-respects/rules/${name}.toml" {
          source = toml.generate "pay-respects-rule-${name}.toml" rule;
        }
      ) cfg.rules;
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration ''
          eval "$(${command "bash"})"
        '';
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          eval "$(${command "zsh"})"
        '';
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration ''
          ${command "fish"} | source
        '';
        nushell.extraConfig = mkIf cfg.enableNushellIntegration ''
          source ${pkgs.runCommand "pay-respects-nushell-config.nu" { } ''
            ${command "nushell"} >> "$out"
          ''}
        '';
      };
    };
}
