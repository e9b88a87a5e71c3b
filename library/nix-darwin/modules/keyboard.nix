# `system.keyboard`: keys that are other keys.
{ config, lib, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; }) flag internal opt;
  cfg = config.system.keyboard;

  # Keys as macOS numbers them: a page of usages, and the usage.
  usage = 30064771072;
  capsLock = usage + 57;
  escape = usage + 41;
  leftControl = usage + 224;
  leftOption = usage + 226;
  leftCommand = usage + 227;
  rightOption = usage + 230;
  rightCommand = usage + 231;
  section = usage + 100;
  grave = usage + 53;
  fn = 1095216660483;

  map = condition: from: to: lib.mkIf condition {
    HIDKeyboardModifierMappingSrc = from;
    HIDKeyboardModifierMappingDst = to;
  };
  swap = condition: one: other: [
    (map condition one other)
    (map condition other one)
  ];
in
{
  options.system.keyboard = {
    enableKeyMapping = flag "Whether keys are changed.";
    remapCapsLockToControl = flag "Whether Caps Lock is Control.";
    remapCapsLockToEscape = flag "Whether Caps Lock is Escape.";
    nonUS.remapTilde = flag "Whether the key beside the left Shift is the tilde, as on American keyboards.";
    swapCapsLockAndEscape = flag "Whether Caps Lock and Escape are swapped.";
    swapLeftCommandAndLeftAlt = flag "Whether the left Command and Option are swapped.";
    swapRightCommandAndRightOption = flag "Whether the right Command and Option are swapped.";
    swapLeftCtrlAndFn = flag "Whether the left Control and Fn are swapped.";
    userKeyMapping = internal (opt (types.listOf (types.attrsOf types.int)) [ ] "All changes, by the numbers of keys.");
  };

  config = {
    warnings = lib.mkIf (!cfg.enableKeyMapping && cfg.userKeyMapping != [ ]) [
      "Keys are changed only with `system.keyboard.enableKeyMapping`."
    ];
    system.keyboard.userKeyMapping = [
      (map cfg.remapCapsLockToControl capsLock leftControl)
      (map cfg.remapCapsLockToEscape capsLock escape)
      (map cfg.nonUS.remapTilde section grave)
    ]
    ++ swap cfg.swapCapsLockAndEscape capsLock escape
    ++ swap cfg.swapLeftCommandAndLeftAlt leftCommand leftOption
    ++ swap cfg.swapRightCommandAndRightOption rightCommand rightOption
    ++ swap cfg.swapLeftCtrlAndFn leftControl fn;
    system.activationScripts.keyboard.text = lib.optionalString cfg.enableKeyMapping ''
      echo "keys..." >&2
      hidutil property --set '{"UserKeyMapping":${builtins.toJSON cfg.userKeyMapping}}' > /dev/null
    '';
  };
}
