# `accounts.email.accounts.<name>.mu`.
{ lib, ... }:
{
  enable = lib.mkEnableOption "indexing by mu";
}
