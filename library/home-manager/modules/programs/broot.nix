# `programs.broot`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) integrations opt;
  json = pkgs.formats.json { };

  settings = types.submodule {
    freeformType = json.type;
    options = {
      modal = lib.mkEnableOption "modes as those of vi";
      verbs = opt (with types; listOf (attrsOf (oneOf [ bool str (listOf str) ]))) [ ] "Commands of its own.";
      skin = opt (types.attrsOf types.str) { } "Colors by what they are of.";
    };
  };

  # What keeps broot from asking to be installed.
  installed = pkgs.writeTextDir "launcher/installed-v1" "";
in
lib.hm.library.program args "broot" {
  imports = map (
    name: lib.mkRenamedOptionModule [ "programs" "broot" name ] [ "programs" "broot" "settings" name ]
  ) [ "modal" "verbs" "skin" ];
  options = integrations config [ "Bash" "Fish" "Nushell" "Zsh" ] // {
    settings = opt settings { } "Contents of {file}`broot/conf.hjson`.";
  };
  config =
    cfg:
    let
      # Newer versions give the function for Nushell another name.
      rename = "sed 's/export def --env main/export def --env br/' > $out";
      start =
        shell:
        lib.mkAfter "source ${
          pkgs.runCommand "br.${shell}" { nativeBuildInputs = [ cfg.package ]; } (
            "broot --print-shell-function ${shell} " + (if shell == "nushell" then "| ${rename}" else "> $out")
          )
        }\n";
      made = json.generate "broot-config.json" cfg.settings;
      defaults = "${cfg.package.src}/resources/default-conf";
      # The settings over those that broot comes with, and its skins.
      joined = pkgs.symlinkJoin {
        name = "xdg.configFile.broot";
        paths = [
          defaults
          installed
        ];
        postBuild = ''
          rm $out/conf.hjson
          ${lib.getExe pkgs.jq} --slurp add > $out/conf.hjson \
            <(${lib.getExe pkgs.hjson-go} -c ${defaults}/conf.hjson) \
            ${made}
        '';
      };
    in
    {
      # A package without sources (of this library) has no settings of its own to be merged with.
      xdg.configFile =
        if cfg.package ? src then
          {
            broot = {
              recursive = true;
              source = joined;
            };
          }
        else
          {
            "broot/conf.hjson".source = made;
            "broot/launcher/installed-v1".text = "";
          };
      programs = {
        bash.initExtra = mkIf cfg.enableBashIntegration (start "bash");
        zsh.initContent = mkIf cfg.enableZshIntegration (start "zsh");
        fish.shellInit = mkIf cfg.enableFishIntegration (start "fish");
        nushell.extraConfig = mkIf cfg.enableNushellIntegration (start "nushell");
      };
    };
}
