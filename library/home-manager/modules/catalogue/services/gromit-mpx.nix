# `services.gromit-mpx`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional types;
  inherit (lib.hm.library) maybe need opt;
  modifiers = [
    "1"
    "2"
    "3"
    "4"
    "5"
    "SHIFT"
    "CONTROL"
    "ALT"
    "META"
  ];
  tool = types.submodule {
    options = {
      device = need types.str "Device that it is of.";
      type = opt (types.enum [ "pen" "eraser" "recolor" ]) "pen" "What it does.";
      color = opt types.str "red" "Its colour.";
      size = opt types.ints.positive 5 "Its width.";
      arrowSize = maybe types.ints.positive "Size of the arrow at the end of a line.";
      modifiers = opt (types.listOf (types.enum modifiers)) [ ] "Keys and buttons that are held for it.";
    };
  };
  pen = size: color: rest: {
    device = "default";
    type = "pen";
    inherit size color;
  } // rest;
  tools = [
    (pen 5 "red" { })
    (pen 5 "blue" { modifiers = [ "SHIFT" ]; })
    (pen 5 "yellow" { modifiers = [ "CONTROL" ]; })
    (pen 6 "green" {
      arrowSize = 1;
      modifiers = [ "2" ];
    })
    {
      device = "default";
      type = "eraser";
      size = 75;
      modifiers = [ "3" ];
    }
  ];
  # A key by its name or its code.
  key =
    name: value:
    if lib.isInt value then
      "--${name}keycode ${toString value}"
    else
      "--${name}key ${if value == null then "none" else value}";
  show =
    number: tool:
    let
      fields =
        [ "size=${toString tool.size}" ]
        ++ optional (tool.type != "eraser") ''color="${tool.color}"''
        ++ optional (tool.arrowSize != null) "arrowsize=${toString tool.arrowSize}";
      held = lib.optionalString (tool.modifiers != [ ]) "[${lib.concatStringsSep ", " tool.modifiers}]";
    in
    ''
      "tool-${toString number}" = ${lib.toUpper tool.type} (${toString fields});
      "${tool.device}"${held} = "tool-${toString number}";
    '';
  fraction = types.addCheck types.float (value: value >= 0.0 && value <= 1.0) // {
    description = "float between 0.0 and 1.0 (inclusive)";
  };
in
lib.hm.library.service args "gromit-mpx" {
  title = "drawing on the screen by Gromit-MPX";
  options = {
    hotKey = opt (with types; nullOr (either str ints.positive)) "F9" "Key that begins and ends drawing.";
    undoKey = opt (with types; nullOr (either str ints.positive)) "F10" "Key that takes a line back.";
    opacity = opt fraction 0.75 "How little is seen through a drawing.";
    tools = opt (types.listOf tool) tools "The tools.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.gromit-mpx" pkgs lib.platforms.linux) ];
    xdg.configFile = {
      # Its state, which it would change otherwise.
      "gromit-mpx.ini".text = lib.generators.toINI { } {
        General.ShowIntroOnStartup = false;
        Drawing.Opacity = cfg.opacity;
      };
      "gromit-mpx.cfg".text = lib.concatStringsSep "\n" (lib.imap1 show cfg.tools);
    };
    systemd.user.services.gromit-mpx = lib.hm.library.sessionService {
      description = "Gromit-MPX";
      exec = "${cfg.package}/bin/gromit-mpx ${key "" cfg.hotKey} ${key "undo-" cfg.undoKey}";
      unit.X-Restart-Triggers = [
        "${config.xdg.configFile."gromit-mpx.cfg".source}"
        "${config.xdg.configFile."gromit-mpx.ini".source}"
      ];
      service.Type = "simple";
    };
  };
}
