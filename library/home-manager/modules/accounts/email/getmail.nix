# `accounts.email.accounts.<name>.getmail`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled flag maybe opt;
in
{
  enable = lib.mkEnableOption "fetching by getmail";
  destinationCommand = maybe types.str "Command that mail is given to, in place of a folder.";
  mailboxes = opt (types.nonEmptyListOf types.str) [ ] "Folders that are fetched; `ALL` is all of them.";
  delete = flag "Whether what was fetched is deleted on the server.";
  readAll = enabled "Whether mail that was fetched before is fetched again.";
}
