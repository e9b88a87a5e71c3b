# `programs.mcfly`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) getExe mkIf optionalString types;
  inherit (lib.hm.library) flag integrations opt;
  toml = pkgs.formats.toml { };
  own = [ "programs" "mcfly" ];
in
lib.hm.library.program args "mcfly" {
  title = "the shell's history by McFly";
  imports = [
    (lib.mkChangedOptionModule (own ++ [ "enableFuzzySearch" ]) (own ++ [ "fuzzySearchFactor" ]) (
      config: if config.programs.mcfly.enableFuzzySearch then 2 else 0
    ))
  ];
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    mcflyFzfPackage = lib.mkPackageOption pkgs "mcfly-fzf" { };
    settings = opt toml.type { } "Contents of {file}`mcfly/config.toml`, in the folder for data.";
    keyScheme = opt (types.enum [ "emacs" "vim" ]) "emacs" "Whose keys it has.";
    interfaceView = opt (types.enum [ "TOP" "BOTTOM" ]) "TOP" "Where it is shown.";
    fzf.enable = lib.mkEnableOption "showing it by fzf";
    enableLightTheme = flag "Whether its colours are for a light background.";
    fuzzySearchFactor = opt types.ints.unsigned 0 "How much letters may lie apart; 0: not at all.";
  };
  config =
    cfg:
    let
      exe = getExe cfg.package;
      fzf = getExe cfg.mcflyFzfPackage;
      # fzf's part does not find out by itself whether a shell is interactive.
      withFzf = optionalString cfg.fzf.enable;
    in
    {
      # The original names the package here once more.
      home.packages = mkIf cfg.fzf.enable [ cfg.package ];
      home.sessionVariables = lib.mkMerge [
        {
          MCFLY_KEY_SCHEME = cfg.keyScheme;
          MCFLY_INTERFACE_VIEW = cfg.interfaceView;
        }
        (mkIf cfg.enableLightTheme { MCFLY_LIGHT = "TRUE"; })
        (mkIf (cfg.fuzzySearchFactor > 0) { MCFLY_FUZZY = cfg.fuzzySearchFactor; })
      ];
      xdg.dataFile."mcfly/config.toml" = mkIf (cfg.settings != { }) {
        source = toml.generate "mcfly-config.toml" cfg.settings;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (
          "eval \"$(${exe} init bash)\"\n" + withFzf "if [[ $- =~ i ]]; then\n  eval \"$(${fzf} init bash)\"\nfi\n"
        );
        zsh.initContent = mkIf cfg.enableZshIntegration (
          "eval \"$(${exe} init zsh)\"\n" + withFzf "if [[ -o interactive ]]; then\neval \"$(${fzf} init zsh)\"\nfi\n"
        );
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration (
          "${exe} init fish | source\n" + withFzf "${fzf} init fish | source\n"
        );
      };
    };
}
