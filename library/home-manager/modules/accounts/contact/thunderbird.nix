# `accounts.contact.accounts.<name>.thunderbird`; `programs.thunderbird` writes nothing of it.
{ lib, ... }:
let
  inherit (lib.hm.library) maybe words;
in
{
  enable = lib.mkEnableOption "Thunderbird for this account";
  profiles = words "Profiles that have it; none: all.";
  token = maybe lib.types.str "Token that Thunderbird gave the address book.";
}
