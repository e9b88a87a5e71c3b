# `programs.dircolors`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf mkOrder;
  inherit (lib.hm.library) integrations strings text;
in
lib.hm.library.program args "dircolors" {
  package = "coreutils";
  install = false;
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    settings = strings "Colours by kind of file, over the program's own.";
    extraConfig = text "More text of {file}`~/.dir_colors`.";
  };
  config =
    cfg:
    let
      exe = lib.getExe' cfg.package "dircolors";
      path = if config.home.preferXdgDirectories then "${config.xdg.configHome}/dir_colors" else "~/.dir_colors";
      text =
        lib.concatLines (lib.mapAttrsToList (kind: code: "${kind} ${toString code}") cfg.settings)
        + lib.optionalString (cfg.extraConfig != "") "${cfg.extraConfig}\n";
    in
    {
      home.file.${lib.removePrefix "~/" path}.source = pkgs.runCommand "dir_colors" { inherit text; passAsFile = [ "text" ]; } ''
        ${exe} -p > $out
        cat $textPath >> $out
      '';
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration "eval $(${exe} -b ${path})\n";
        fish.shellInit = mkIf cfg.enableFishIntegration "eval (${exe} -c ${path})\n";
        zsh.initContent = mkIf cfg.enableZshIntegration (mkOrder 550 "eval $(${exe} -b ${path})\n");
      };
    };
}
