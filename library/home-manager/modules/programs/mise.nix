# `programs.mise`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) flag integrations opt;
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "mise" {
  nullable = true;
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    globalConfig = opt toml.type { } "Contents of {file}`mise/config.toml`.";
    enableMutableConfig = flag "Whether the file may be changed by hand.";
  };
  config =
    cfg:
    let
      exe = if cfg.package == null then "mise" else lib.getExe cfg.package;
    in
    {
      xdg.configFile."mise/config.toml" = mkIf (cfg.globalConfig != { }) {
        source = toml.generate "mise-config" cfg.globalConfig;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration "eval \"$(${exe} activate bash)\"\n";
        zsh.initContent = mkIf cfg.enableZshIntegration "eval \"$(${exe} activate zsh)\"\n";
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration "${exe} activate fish | source\n";
      };
    };
}
