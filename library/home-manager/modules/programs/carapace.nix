# `programs.carapace`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
in
lib.hm.library.program args "carapace" {
  options = lib.hm.library.integrations config [ "Bash" "Zsh" "Fish" "Nushell" ] // {
    ignoreCase = lib.hm.library.flag "Whether large and small letters are the same.";
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
      case = lib.optionalString cfg.ignoreCase "export CARAPACE_MATCH=1\n";
    in
    {
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration "${case}source <(${exe} _carapace bash)\n";
        zsh.initContent = mkIf cfg.enableZshIntegration "${case}source <(${exe} _carapace zsh)\n";
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration "${exe} _carapace fish | source\n";
      };
    };
}
