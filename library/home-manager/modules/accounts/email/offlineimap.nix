# `accounts.email.accounts.<name>.offlineimap`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt text;
  settings = opt (with types; attrsOf (either (either str int) bool)) { };
in
{
  enable = lib.mkEnableOption "OfflineIMAP";
  extraConfig = {
    account = settings "More settings of the account.";
    local = settings "More settings of the folder.";
    remote = settings "More settings of the server.";
  };
  postSyncHookCommand = text "Commands behind a synchronization.";
}
