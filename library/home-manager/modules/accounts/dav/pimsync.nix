# `accounts.{calendar,contact}.accounts.<name>.pimsync`.
{ lib, ... }:
let
  directives = what: lib.hm.library.opt lib.hm.types.SCFGDirectives [ ] "More directives of the account's ${what}.";
in
{
  enable = lib.mkEnableOption "synchronization by pimsync";
  extraRemoteStorageDirectives = directives "remote storage";
  extraLocalStorageDirectives = directives "local storage";
  extraPairDirectives = directives "pair of storages";
}
