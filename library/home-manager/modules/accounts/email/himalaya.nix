# `accounts.email.accounts.<name>.himalaya`.
{ lib, pkgs, ... }:
{
  enable = lib.mkEnableOption "Himalaya";
  settings = lib.hm.library.opt (lib.types.submodule { freeformType = (pkgs.formats.toml { }).type; }) { } "Settings of the account.";
}
