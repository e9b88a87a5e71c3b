# `accounts.email.accounts.<name>.mbsync`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt words;
  settings = opt (with types; attrsOf (oneOf [ str int bool (listOf str) ])) { };
  named = name: opt types.str name "Its name." // { readOnly = true; };
  side = opt (types.enum [ "none" "maildir" "imap" "both" ]) "none";
  pattern = opt types.str "";
  channel = types.submodule (
    { name, ... }:
    {
      options = {
        name = named name;
        farPattern = pattern "Folder on the server; with `patterns` what is in front of them.";
        nearPattern = pattern "Folder here.";
        patterns = words "Folders below that.";
        extraConfig = settings "More settings of the channel.";
      };
    }
  );
  group = types.submodule (
    { name, ... }:
    {
      options = {
        name = named name;
        channels = opt (types.attrsOf channel) { } "Channels by name.";
      };
    }
  );
in
{
  enable = lib.mkEnableOption "synchronization by mbsync";
  flatten = maybe types.str "What stands for the `/` of a folder, so that there are no folders in folders.";
  subFolders = opt (types.enum [ "Verbatim" "Maildir++" "Legacy" ]) "Verbatim" "How folders in folders are kept.";
  create = side "Where folders that lack are created.";
  remove = side "Where folders that are gone are removed.";
  expunge = side "Where what is deleted is removed.";
  patterns = opt (types.listOf types.str) [ "*" ] "Folders that are synchronized.";
  groups = opt (types.attrsOf group) { } "Groups of channels, in place of one channel for the account.";
  extraConfig = {
    channel = settings "More settings of the channel.";
    local = settings "More settings of the folder.";
    remote = settings "More settings of the server's store.";
    account = settings "More settings of the account.";
  };
}
