# `accounts.email.accounts.<name>.meli`.
{ account, lib, pkgs, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  inherit (account.config.folders) inbox sent trash drafts;
in
{
  enable = lib.mkEnableOption "meli";
  mailboxes = opt (types.listOf types.str) [ inbox sent trash drafts ] "Folders that are shown.";
  mailboxAliases = opt (types.attrsOf types.attrs) { } "Settings of folders, such as the name they have.";
  settings = opt (types.submodule { freeformType = (pkgs.formats.toml { }).type; }) { } "Settings of the account.";
}
