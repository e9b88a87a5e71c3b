# `accounts.email.accounts.<name>.mblaze`.
{ account, lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt strings;
  queue = if account.config.msmtp.enable then "msmtpq --read-envelope-from --read-recipients" else null;
in
{
  enable = lib.mkEnableOption "mblaze";
  sendMailCommand = described "null" (opt (types.nullOr types.str) queue "Command that sends mail; with msmtp that is {command}`msmtpq`.");
  settings = strings "More entries of the account's profile.";
}
