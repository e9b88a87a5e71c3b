# `programs.feh`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  oneOrMore = type: types.attrsOf (types.nullOr (types.either type (types.listOf type)));
  lines = parts: lib.concatStringsSep "\n" parts + "\n";
  # What is off stands first.
  bindings =
    set:
    let
      isOff = name: set.${name} == null;
      names = lib.partition isOff (lib.attrNames set);
    in
    lines (names.right ++ map (name: toString ([ name ] ++ map toString (lib.toList set.${name}))) names.wrong);
in
lib.hm.library.program args "feh" {
  nullable = true;
  options = {
    buttons = opt (oneOrMore (types.either types.str types.int)) { } "Buttons of the mouse.";
    keybindings = opt (oneOrMore types.str) { } "Keys.";
    themes = opt (types.attrsOf (types.listOf types.str)) { } "Themes.";
  };
  config = cfg: {
    assertions = [
      {
        assertion = !lib.elem "" (lib.attrValues cfg.keybindings);
        message = "To disable a keybinding, use `null` instead of an empty string.";
      }
    ];
    xdg.configFile."feh/buttons" = mkIf (cfg.buttons != { }) { text = bindings cfg.buttons; };
    xdg.configFile."feh/keys" = mkIf (cfg.keybindings != { }) { text = bindings cfg.keybindings; };
    xdg.configFile."feh/themes" = mkIf (cfg.themes != { }) {
      text = lines (lib.mapAttrsToList (name: arguments: "${name} ${lib.escapeShellArgs arguments}") cfg.themes);
    };
  };
}
