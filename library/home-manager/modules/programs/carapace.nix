# `programs.carapace`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  ignoringCase = pkgs.symlinkJoin {
    name = "carapace-wrapped";
    paths = [ pkgs.carapace ];
    nativeBuildInputs = [ pkgs.makeWrapper ];
    postBuild = ''
      wrapProgram $out/bin/carapace --set CARAPACE_MATCH 1
    '';
    meta.mainProgram = "carapace";
  };

  # fish before 4.0 prefers its own completions: an empty file for each command hides them.
  inherit (config.programs) fish;
  isOld = fish.enable && lib.versionOlder fish.package.version "4.0.0";
  ownCompletions =
    cfg:
    let
      list = pkgs.runCommandLocal "carapace-list" { buildInputs = [ cfg.package ]; } "${lib.getExe cfg.package} --list > $out\n";
      found = map (builtins.match "([a-z0-9-]+) .*") (lib.splitString "\n" (lib.fileContents list));
    in
    lib.genAttrs' (lib.filter (name: name != null) found) (
      name: lib.nameValuePair "fish/completions/${lib.head name}.fish" { text = ""; }
    );
in
lib.hm.library.program args "carapace" {
  options = lib.hm.library.integrations config [ "Bash" "Zsh" "Fish" "Nushell" ] // {
    ignoreCase = lib.hm.library.flag "Whether large and small letters are the same.";
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
      # The folder of the build is no home of anybody.
      nushell = pkgs.runCommand "carapace-nushell-config.nu" { } ''
        ${exe} _carapace nushell | sed 's|"/homeless-shelter|$"($env.HOME)|g' > "$out"
      '';
    in
    {
      xdg.configFile = mkIf (isOld && cfg.enableFishIntegration) (ownCompletions cfg);
      programs = {
        carapace.package = mkIf cfg.ignoreCase ignoringCase;
        nushell.extraConfig = mkIf cfg.enableNushellIntegration "source ${nushell}\n";
        bash.initExtra = mkIf cfg.enableBashIntegration "source <(${exe} _carapace bash)\n";
        zsh.initContent = mkIf cfg.enableZshIntegration "source <(${exe} _carapace zsh)\n";
        fish.interactiveShellInit = mkIf cfg.enableFishIntegration "${exe} _carapace fish | source\n";
      };
    };
}
