# The type of a bar of `programs.waybar.settings`.
{ lib, json }:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe;
  modules = where: maybe (types.listOf types.str) "What is shown ${where}.";
  size = maybe types.ints.unsigned;
  margin = where: maybe types.int "Space ${where}.";
in
types.submodule {
  freeformType = json.type;
  options = {
    layer = maybe (types.enum [ "top" "bottom" "overlay" ]) "Whether it is in front of windows.";
    output = maybe (types.either types.str (types.listOf types.str)) "Screens that have it; `!` leaves one out.";
    position = maybe (types.enum [ "top" "bottom" "left" "right" ]) "Side of the screen.";
    height = size "Its height.";
    width = size "Its width.";
    modules-left = modules "on the left";
    modules-center = modules "in the middle";
    modules-right = modules "on the right";
    # Settings of its parts once were below this name; they belong to the bar itself.
    modules = lib.mkOption {
      inherit (json) type;
      visible = false;
      default = null;
      description = "Settings of its parts.";
    };
    margin = maybe types.str "Space around it, as CSS has it.";
    margin-left = margin "on the left";
    margin-right = margin "on the right";
    margin-bottom = margin "below";
    margin-top = margin "above";
    name = maybe types.str "Its class in the style sheet.";
    gtk-layer-shell = maybe types.bool "Whether pop-ups use GTK's layer shell.";
  };
}
