# `programs.wlogout`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) fromTextOrPath maybe notNull opt textOrPath;
  json = pkgs.formats.json { };
  fraction = maybe (types.numbers.between 0 1);
  button = types.submodule {
    freeformType = json.type;
    options = {
      label = opt types.str "" "Name of the button.";
      action = opt (types.either types.path types.str) "" "What it does.";
      text = opt types.str "" "What stands on it.";
      keybind = opt types.str "" "Its key.";
      height = fraction "Where the text is, downwards.";
      width = fraction "Where the text is, to the right.";
      circular = maybe types.bool "Whether it is round.";
    };
  };
in
lib.hm.library.program args "wlogout" {
  nullable = true;
  options = {
    layout = opt (types.listOf button) [ ] "Buttons.";
    style = maybe textOrPath "Style sheet.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.wlogout" pkgs lib.platforms.linux) ];
    xdg.configFile."wlogout/layout" = mkIf (cfg.layout != [ ]) {
      # One object after the other, and no list of them.
      source = pkgs.writeText "wlogout/layout" (
        lib.concatMapStrings (one: "${builtins.toJSON (notNull one)}\n") cfg.layout
      );
    };
    xdg.configFile."wlogout/style.css" = mkIf (cfg.style != null) {
      source = fromTextOrPath pkgs "wlogout/style.css" cfg.style;
    };
  };
}
