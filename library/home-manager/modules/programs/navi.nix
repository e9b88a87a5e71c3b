# `programs.navi`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  yaml = pkgs.formats.yaml { };
  inLibrary = pkgs.stdenv.hostPlatform.isDarwin && !config.xdg.enable;
  folder = if inLibrary then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.program args "navi" {
  title = "commands to look up by navi";
  options = lib.hm.library.integrations config [ "Bash" "Fish" "Zsh" ] // {
    settings = lib.hm.library.opt yaml.type { } "Contents of {file}`navi/config.yaml`.";
  };
  config =
    cfg:
    let
      widget = shell: "${cfg.package}/bin/navi widget ${shell}";
    in
    {
      home.file."${folder}/navi/config.yaml" = mkIf (cfg.settings != { }) {
        source = yaml.generate "navi-config" cfg.settings;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration ''
          if [[ :$SHELLOPTS: =~ :(vi|emacs): ]]; then
            eval "$(${widget "bash"})"
          fi
        '';
        zsh.initContent = mkIf cfg.enableZshIntegration ''
          if [[ $options[zle] = on ]]; then
            eval "$(${widget "zsh"})"
          fi
        '';
        fish.shellInit = mkIf cfg.enableFishIntegration "${widget "fish"} | source\n";
      };
    };
}
