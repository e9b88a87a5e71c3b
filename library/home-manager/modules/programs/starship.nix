# `programs.starship`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) getExe mkIf types;
  inherit (lib.hm.library)
    enabled
    flag
    integrations
    opt
    packages
    words
    ;
  format = pkgs.formats.toml { };
in
lib.hm.library.program args "starship" {
  title = "the prompt starship";
  install = false;
  options = integrations config [ "Bash" "Zsh" "Fish" "Ion" "Nushell" ] // {
    settings = opt format.type { } "Contents of {file}`starship.toml`.";
    presets = words "Settings of the package that come first.";
    configPath = lib.hm.library.described "\${config.xdg.configHome}/starship.toml" (
      opt types.str "${config.xdg.configHome}/starship.toml" "The file."
    );
    extraPackages = packages "Packages that the prompt calls.";
    enableInteractive = enabled "Whether fish shows it in interactive shells only.";
    enableTransience = flag "Whether fish shortens the prompts of earlier commands.";
  };
  config =
    cfg:
    let
      exe = getExe cfg.package;
      settings = format.generate "starship-config" cfg.settings;
      wrapped = pkgs.symlinkJoin {
        name = "${lib.getName cfg.package}-wrapped-${lib.getVersion cfg.package}";
        paths = [ cfg.package ];
        preferLocalBuild = true;
        nativeBuildInputs = [ pkgs.makeWrapper ];
        postBuild = ''
          wrapProgram $out/bin/starship \
            --suffix PATH : ${lib.makeBinPath cfg.extraPackages}
        '';
      };
      merged = pkgs.runCommand "starship.toml" { nativeBuildInputs = [ pkgs.yq ]; } ''
        tomlq -s -t 'reduce .[] as $item ({}; . * $item)' \
          ${
            lib.concatMapStringsSep " " (preset: "${cfg.package}/share/starship/presets/${preset}.toml") cfg.presets
          } \
          ${settings} \
          > $out
      '';
    in
    {
      home = {
        packages = [ (if cfg.extraPackages == [ ] then cfg.package else wrapped) ];
        sessionVariables.STARSHIP_CONFIG = cfg.configPath;
        file.${cfg.configPath} = mkIf (cfg.settings != { } || cfg.presets != [ ]) {
          source = if cfg.presets == [ ] then settings else merged;
        };
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (
          lib.mkOrder 1900 ''
            if [[ $TERM != "dumb" ]]; then
              eval "$(${exe} init bash --print-full-init)"
            fi
          ''
        );
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          if [[ $TERM != "dumb" ]]; then
            eval "$(${exe} init zsh)"
          fi
        '';
        fish.${if cfg.enableInteractive then "interactiveShellInit" else "shellInitLast"} = mkIf cfg.enableFishIntegration ''
          if test "$TERM" != "dumb"
            ${exe} init fish | source
            ${lib.optionalString cfg.enableTransience "enable_transience"}
          end
        '';
        nushell.extraConfig = mkIf cfg.enableNushellIntegration ''
          use ${pkgs.runCommand "starship-nushell-config.nu" { } ''
            ${exe} init nu >> "$out"
          ''}
        '';
      };
    };
}
