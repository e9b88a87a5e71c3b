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
    meta = lib.mapAttrs (_name: option: option // { internal = true; }) {
      maintainers = opt (types.listOf types.unspecified) [ ] "Who looks after a module; not used here.";
      teams = opt (types.listOf types.unspecified) [ ] "Which teams do; not used here.";
      doc = lib.hm.library.maybe types.path "What the manual has of a module; not used here.";
    };
  };
}
