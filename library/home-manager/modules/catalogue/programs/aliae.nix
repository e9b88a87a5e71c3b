# `programs.aliae`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) described integrations opt;
  format = pkgs.formats.yaml { };
  home = config.home.homeDirectory;
in
lib.hm.library.program args "aliae" {
  nullable = true;
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    configLocation = described "\${config.home.homeDirectory}/.aliae.yaml" (
      opt lib.types.str "${home}/.aliae.yaml" "Where its settings are, {env}`ALIAE_CONFIG`."
    );
    settings = opt format.type { } "Its settings.";
  };
  config =
    cfg:
    let
      isHome = lib.hasPrefix home cfg.configLocation;
    in
    {
      assertions = [
        {
          assertion = cfg.settings != { } -> isHome;
          message = "The option `programs.aliae.configLocation` has to be below the home where `programs.aliae.settings` is written there.";
        }
      ];
      home.sessionVariables.ALIAE_CONFIG = cfg.configLocation;
      home.file.${lib.removePrefix home cfg.configLocation} = mkIf (cfg.settings != { } && isHome) {
        source = format.generate "aliae.yaml" cfg.settings;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration ''eval "$(aliae init bash)"'';
        zsh.initContent = mkIf cfg.enableZshIntegration ''eval "$(aliae init zsh)"'';
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration "aliae init fish | source";
        nushell = mkIf cfg.enableNushellIntegration {
          extraConfig = "source ~/.aliae.nu";
          extraEnv = "aliae init nu";
        };
      };
    };
}
