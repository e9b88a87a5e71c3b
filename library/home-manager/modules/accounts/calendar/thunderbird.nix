# `accounts.calendar.accounts.<name>.thunderbird`; `programs.thunderbird` writes nothing of it.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) described flag opt words;
  preferences = with types; functionTo (attrsOf (oneOf [ bool int str ]));
in
{
  enable = lib.mkEnableOption "Thunderbird for this account";
  profiles = words "Profiles that have it; none: all.";
  readOnly = flag "Whether it is not changed.";
  color = opt types.str "" "Its color.";
  settings = described "_: { }" (opt preferences (_: { }) "Preferences; a function of its identity.");
}
