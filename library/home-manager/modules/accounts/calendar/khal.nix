# `accounts.calendar.accounts.<name>.khal`.
{ lib, ... }@arguments:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
in
import ../dav/khal.nix arguments
// {
  type = opt (types.enum [ "calendar" "discover" ]) "calendar" "Whether it is one calendar, or a folder of them.";
  glob = opt types.str "*" "Where they are in the folder.";
}
