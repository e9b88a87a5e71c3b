# `homebrew`: what Homebrew installs.
{ config, lib, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    attrs
    enabled
    flag
    opt
    text
    ;
  cfg = config.homebrew;
  named = types.coercedTo types.str (name: { inherit name; }) (types.submodule { freeformType = types.attrsOf types.anything; });
  list = what: opt (types.listOf named) [ ] what;
  line = kind: entry: "${kind} \"${entry.name}\"\n";
in
{
  options.homebrew = {
    enable = lib.mkEnableOption "what Homebrew installs";
    user = opt (types.nullOr types.str) config.system.primaryUser "Whose it is.";
    enableBashIntegration = flag "Whether Bash knows its programs.";
    enableFishIntegration = flag "Whether fish knows its programs.";
    enableZshIntegration = flag "Whether Zsh knows its programs.";
    onActivation = {
      autoUpdate = flag "Whether Homebrew is updated.";
      upgrade = flag "Whether what it installed is updated.";
      cleanup = opt (types.enum [
        "none"
        "check"
        "uninstall"
        "zap"
      ]) "none" "What becomes of the rest.";
      extraFlags = opt (types.listOf types.str) [ ] "Arguments.";
    };
    global = {
      autoUpdate = enabled "Whether it updates itself.";
      brewfile = flag "Whether this list is its own.";
    };
    taps = list "Sources.";
    brews = list "Programs.";
    casks = list "Applications.";
    masApps = opt (types.attrsOf types.ints.positive) { } "Applications of the store, by number.";
    whalebrews = opt (types.listOf types.str) [ ] "Programs in containers.";
    caskArgs = attrs "Arguments for applications.";
    extraConfig = text "More text of the list.";
    brewfile = opt types.lines "" "The list." // { internal = true; };
  };

  config = lib.mkIf cfg.enable {
    homebrew.brewfile =
      lib.concatMapStrings (line "tap") cfg.taps
      + lib.concatMapStrings (line "brew") cfg.brews
      + lib.concatMapStrings (line "cask") cfg.casks
      + lib.concatStrings (lib.mapAttrsToList (name: id: "mas \"${name}\", id: ${toString id}\n") cfg.masApps)
      + cfg.extraConfig;
    system.activationScripts.homebrew.text = ''
      # brew bundle of the list that homebrew.brewfile has
    '';
  };
}
