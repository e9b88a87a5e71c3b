# `accounts.{calendar,contact}.accounts.<name>.khal`, what both have of it.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe opt words;
in
{
  enable = lib.mkEnableOption "khal";
  readOnly = flag "Whether khal changes nothing.";
  color = maybe types.str "Color of its events.";
  priority = opt types.int 10 "Whose color a day with several has: the highest.";
  addresses = words "Addresses of mail that belong to it.";
}
