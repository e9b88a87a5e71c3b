# `accounts.contact.accounts.<name>.khal`.
{ lib, ... }@arguments:
import ../dav/khal.nix arguments
// {
  collections = lib.hm.library.maybe (lib.types.listOf lib.types.str) "Collections whose birthdays are shown.";
}
