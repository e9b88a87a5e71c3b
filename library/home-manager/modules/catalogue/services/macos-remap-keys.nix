# `services.macos-remap-keys`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;

  # Keys by code: one behind the other from the first, as `hidutil` counts them.
  from =
    first: names:
    lib.listToAttrs (lib.imap0 (index: name: lib.nameValuePair name (first + index)) (lib.splitString " " names));
  code = page: number: "0x${lib.toHexString (page + number)}";
  usages = 30064771072; # 0x700000000
  apple = 1095216660480; # 0xFF00000000

  keyboard =
    lib.mapAttrs (_: code usages) (
      from 4 "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
      // from 30 "One Two Three Four Five Six Seven Eight Nine Zero"
      // from 40 "Enter Escape Backspace Tab Spacebar Minus Equal SquareBracketOpen SquareBracketClose Backslash Hash Semicolon SingleQuote GraveAccent Comma Dot Slash Capslock"
      // from 58 "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12"
      // from 70 "PrintScreen ScrollLock Pause Insert Home PageUp ForwardDelete End PageDown RightArrow LeftArrow DownArrow UpArrow NumLock"
      // from 100 "NonUSBackslash"
      // from 104 "F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24"
      // from 144 "Kana Eisuu"
      // from 224 "Control Shift Option Command RightControl RightShift RightOption RightCommand"
    )
    // {
      Fn = code apple 3;
    };
  keypad = lib.mapAttrs (_: code usages) (
    from 84 "Slash Asterisk Minus Plus Enter One Two Three Four Five Six Seven Eight Nine Zero Dot BashSlash Application Power Equal"
  );

  mapping =
    codes: from: to:
    ''{ "HIDKeyboardModifierMappingSrc": ${codes.${from}}, "HIDKeyboardModifierMappingDst": ${codes.${to}} }'';
in
lib.hm.library.service args "macos-remap-keys" {
  title = "other meanings of keys on macOS";
  package = null;
  options = {
    keyboard = opt (types.attrsOf types.str) { } "Keys by the key that they are taken for.";
    keypad = opt (types.attrsOf types.str) { } "The same of the number pad.";
  };
  config =
    cfg:
    let
      mappings = lib.mapAttrsToList (mapping keyboard) cfg.keyboard ++ lib.mapAttrsToList (mapping keypad) cfg.keypad;
      property = ''{ "UserKeyMapping": [ ${lib.concatStringsSep ", " mappings} ] }'';
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.macos-remap-keys" pkgs lib.platforms.darwin) ];
      home.activation.macosRemapKeys = lib.hm.dag.entryAfter [ "writeBoundary" ] ''
        run --silence /usr/bin/hidutil property --set '${property}'
      '';
      launchd.agents.remap-keys = {
        enable = true;
        config = {
          ProgramArguments = [
            "/usr/bin/hidutil"
            "property"
            "--set"
            property
          ];
          KeepAlive.SuccessfulExit = false;
          RunAtLoad = true;
        };
      };
    };
}
