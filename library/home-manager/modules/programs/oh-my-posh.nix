# `programs.oh-my-posh`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations maybe opt;
  json = pkgs.formats.json { };
in
lib.hm.library.program args "oh-my-posh" {
  options = integrations config [ "Bash" "Zsh" "Fish" "Nushell" ] // {
    settings = opt json.type { } "Contents of its file.";
    useTheme = maybe types.str "Theme of the package.";
    configFile = maybe (types.either types.str types.path) "Its file.";
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
      file =
        if cfg.settings != { } then
          "--config ${config.xdg.configHome}/oh-my-posh/config.json"
        else if cfg.useTheme != null then
          "--config ${cfg.package}/share/oh-my-posh/themes/${cfg.useTheme}.omp.json"
        else if cfg.configFile != null then
          "--config ${cfg.configFile}"
        else
          "";
      start = shell: "eval \"$(${exe} init ${shell} ${file})\"\n";
    in
    {
      xdg.configFile."oh-my-posh/config.json" = mkIf (cfg.settings != { }) {
        source = json.generate "oh-my-posh-settings" cfg.settings;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (start "bash");
        zsh.initContent = mkIf cfg.enableZshIntegration (start "zsh");
        fish.shellInit = mkIf cfg.enableFishIntegration "${exe} init fish ${file} | source\n";
      };
    };
}
