# `assertions` and `warnings`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt words;
in
{
  options = {
    assertions =
      opt (types.listOf types.unspecified) [ ] "Conditions that must hold, each with the message that says so."
      // {
        internal = true;
      };
    warnings = words "Messages to tell the user." // {
      internal = true;
    };
    meta.maintainers =
      opt (types.listOf types.unspecified) [ ] "Who looks after a module; not used here."
      // {
        internal = true;
      };
  };
}
