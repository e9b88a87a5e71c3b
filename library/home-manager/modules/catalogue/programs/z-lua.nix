# `programs.z-lua`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) flag integrations words;
  inherit (config.programs.fish) preferAbbrs;
  aliases = {
    zz = "z -c";
    zi = "z -i";
    zf = "z -I";
    zb = "z -b";
    zh = "z -I -t .";
  };
in
lib.hm.library.program args "z-lua" {
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    options = words "Arguments of {command}`z --init`.";
    enableAliases = flag "Whether there are aliases such as `zi`.";
  };
  config =
    cfg:
    let
      command = shell: "${cfg.package}/bin/z --init ${shell} ${toString cfg.options}";
    in
    {
      programs = {
        bash = {
          initExtra = mkIf cfg.enableBashIntegration ''
            eval "$(${command "bash"})"
          '';
          shellAliases = mkIf cfg.enableAliases aliases;
        };
        zsh = {
          initContent = mkIf cfg.enableZshIntegration ''
            eval "$(${command "zsh"})"
          '';
          shellAliases = mkIf cfg.enableAliases aliases;
        };
        fish = {
          shellInit = mkIf cfg.enableFishIntegration ''
            source (${command "fish"} | psub)
          '';
          shellAliases = mkIf (cfg.enableAliases && !preferAbbrs) aliases;
          shellAbbrs = mkIf (cfg.enableAliases && preferAbbrs) aliases;
        };
      };
    };
}
