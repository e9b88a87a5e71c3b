# `accounts.contact.accounts.<name>.khard`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
in
{
  enable = lib.mkEnableOption "khard";
  addressbooks = opt (types.coercedTo types.str lib.toList (types.listOf types.str)) [ "" ] "Folders below that of the account, each an address book.";
  type = opt (types.enum [ "vdir" "discover" ]) "vdir" "Whether it is those, or whatever there is.";
  glob = opt types.str "*" "Where it is looked for.";
}
