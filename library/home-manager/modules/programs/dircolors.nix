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
      file = pkgs.writeText "dir_colors" (
        lib.concatLines (lib.mapAttrsToList (kind: code: "${kind} ${code}") cfg.settings)
        + lib.optionalString (cfg.extraConfig != "") "\n${cfg.extraConfig}"
      );
      # Nushell does not read what the program writes for other shells.
      nushell = pkgs.runCommand "dircolors.nu" { } ''
        eval "$(${exe} -b ${file})"
        printf 'export-env { $env.LS_COLORS = "%s" }\n' "$LS_COLORS" > $out
      '';
    in
    {
      home.file.".dir_colors" = mkIf (!config.home.preferXdgDirectories) { source = file; };
      xdg.configFile.dir_colors = mkIf config.home.preferXdgDirectories { source = file; };
      programs = {
        dircolors.settings = lib.mapAttrs (_: lib.mkDefault) (import ../parts/dircolors-table.nix { inherit lib; });
        nushell.extraEnv = mkIf cfg.enableNushellIntegration "source ${nushell}\n";
        bash.initExtra = mkIf cfg.enableBashIntegration "eval $(${exe} -b ${path})\n";
        fish.shellInit = mkIf cfg.enableFishIntegration "eval (${exe} -c ${path})\n";
        zsh.initContent = mkIf cfg.enableZshIntegration (mkOrder 550 "eval $(${exe} -b ${path})\n");
      };
    };
}
