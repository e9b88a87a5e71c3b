# `lib`: functions that modules offer each other.
{ lib, ... }:
{
  options.lib = lib.hm.library.opt (lib.types.attrsOf lib.types.attrs) { } "Functions and constants of modules.";
}
