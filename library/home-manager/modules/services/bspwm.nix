# `xsession.windowManager.bspwm`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled maybe opt text words;
  cfg = config.xsession.windowManager.bspwm;
  atom = with types; oneOf [ bool int float str ];
  rule = types.submodule {
    freeformType = types.attrsOf atom;
    options =
      lib.genAttrs [ "border" "center" "focus" "follow" "hidden" "locked" "manage" "marked" "private" "sticky" ] (
        name: maybe types.bool "Whether such a window is `${name}`."
      )
      // lib.genAttrs [ "desktop" "monitor" "node" "rectangle" ] (name: maybe types.str "Its `${name}`.")
      // {
        state = maybe (types.enum [ "tiled" "pseudo_tiled" "floating" "fullscreen" ]) "Its state.";
        layer = maybe (types.enum [ "below" "normal" "above" ]) "Its layer.";
        splitDir = maybe (types.enum [ "north" "west" "south" "east" ]) "To which side the other window goes.";
        splitRatio = maybe types.float "How much of the room it gets.";
      };
  };
in
{
  options.xsession.windowManager.bspwm = {
    enable = lib.mkEnableOption "bspwm";
    package = lib.mkPackageOption pkgs "bspwm" { };
    settings = opt (with types; attrsOf (either atom (listOf atom))) { } "Arguments of {command}`bspc config`.";
    extraConfig = text "More commands, at the end.";
    extraConfigEarly = text "More commands, at the start.";
    monitors = opt (types.attrsOf (types.listOf types.str)) { } "Names of the desktops of each monitor.";
    alwaysResetDesktops = enabled "Whether desktops are made anew whenever the file runs.";
    rules = opt (types.attrsOf rule) { } "What holds for windows, by what they are called.";
    startupPrograms = words "Commands at the start.";
  };
  config = lib.mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "xsession.windowManager.bspwm" pkgs lib.platforms.linux) ];
    home.packages = [ cfg.package ];
    xdg.configFile."bspwm/bspwmrc".source = import ../parts/bspwmrc.nix { inherit lib pkgs; } cfg;
    xsession.profileExtra = ''
      # java gui fixes
      export _JAVA_AWT_WM_NONREPARENTING=1
    '';
    xsession.windowManager.command = "${cfg.package}/bin/bspwm -c ${config.xdg.configHome}/bspwm/bspwmrc";
  };
}
