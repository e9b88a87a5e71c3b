# `programs.rectangle`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt;
  flags = {
    "shift" = 131072;
    "ctrl" = 262144;
    "option" = 524288;
    "ctrl+option" = 786432;
    "ctrl+option+shift" = 917504;
    "command" = 1048576;
    "shift+command" = 1179648;
    "ctrl+option+command" = 1835008;
    "ctrl+option+shift+command" = 1966080;
  };
  shortcut = types.submodule {
    options = {
      keyCode = need types.int "Code of the key.";
      modifierFlags = need (types.coercedTo (types.enum (lib.attrNames flags)) (name: flags.${name}) types.int) "What is pressed with it.";
    };
  };
in
lib.hm.library.program args "rectangle" {
  nullable = true;
  options = {
    defaults = opt (types.attrsOf types.anything) { } "Settings.";
    shortcuts = opt (types.attrsOf shortcut) { } "Keys by what they do.";
  };
  config =
    cfg:
    let
      content = cfg.defaults // cfg.shortcuts;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "programs.rectangle" pkgs lib.platforms.darwin) ];
      home.file."Library/Preferences/com.knollsoft.Rectangle.plist" = lib.mkIf (content != { }) {
        source = pkgs.writeText "com.knollsoft.Rectangle.plist" (lib.generators.toPlist { escape = true; } content + "\n");
      };
    };
}
