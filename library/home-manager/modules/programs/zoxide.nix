# `programs.zoxide`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkOrder;
in
lib.hm.library.program args "zoxide" {
  options = lib.hm.library.integrations config [ "Bash" "Zsh" "Fish" "Nushell" ] // {
    options = lib.hm.library.words "Arguments of {command}`zoxide init`.";
  };
  config =
    cfg:
    let
      init = shell: "${lib.getExe cfg.package} init ${shell} ${lib.concatStringsSep " " cfg.options}";
    in
    {
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (mkOrder 2000 "eval \"$(${init "bash"})\"\n");
        zsh.initContent = mkIf cfg.enableZshIntegration (mkOrder 851 "eval \"$(${init "zsh"})\"\n");
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration "${init "fish"} | source\n";
        nushell.extraConfig = mkIf cfg.enableNushellIntegration ''
          source ${pkgs.runCommand "zoxide-nushell-config.nu" { } ''
            ${init "nushell"} >> "$out"
          ''}
        '';
      };
    };
}
