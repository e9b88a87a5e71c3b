# `programs.kubeswitch`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) integrations opt;
  format = pkgs.formats.yaml { };
in
lib.hm.library.program args "kubeswitch" {
  options = integrations config [ "Bash" "Fish" "Zsh" ] // {
    commandName = opt lib.types.str "kswitch" "Name of the command.";
    settings = opt format.type { } "Contents of {file}`.kube/switch-config.yaml`.";
  };
  config =
    cfg:
    let
      name = cfg.commandName;
      generated = shell: pkgs.runCommand "kubeswitch-${name}-shell-files-for-${shell}";
      sourced = shell: folder: ''
        source ${folder}/share/${name}_init.${shell}
        source ${folder}/share/${name}_completion.${shell}
      '';
      posix =
        shell:
        sourced shell (
          generated shell { nativeBuildInputs = [ cfg.package ]; } ''
            mkdir -p $out/share
            switcher init "${shell}" | sed "s/switch(/${name}(/" > "$out/share/${name}_init.${shell}"
            switcher --cmd "${name}" completion "${shell}" > "$out/share/${name}_completion.${shell}"
          ''
        );
    in
    {
      home.file.".kube/switch-config.yaml" = mkIf (cfg.settings != { }) {
        source = format.generate "kubeswitch-settings" cfg.settings;
      };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (posix "bash");
        zsh.initContent = mkIf cfg.enableZshIntegration (posix "zsh");
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration (
          sourced "fish" (
            generated "fish" { buildInputs = [ cfg.package ]; } ''
              mkdir -p $out/share
              switcher init fish | sed "s/kubeswitch/${name}/" > $out/share/${name}_init.fish
              switcher --cmd ${name} completion fish > $out/share/${name}_completion.fish
            ''
          )
        );
      };
    };
}
