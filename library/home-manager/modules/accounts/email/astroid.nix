# `accounts.email.accounts.<name>.astroid`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt;
in
{
  enable = lib.mkEnableOption "Astroid";
  sendMailCommand = need types.str "Command that sends mail; with msmtp that is {command}`msmtpq`.";
  extraConfig = opt (types.attrsOf types.anything) { } "More settings of the account.";
}
