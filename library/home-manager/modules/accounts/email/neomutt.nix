# `accounts.email.accounts.<name>.neomutt`.
{ account, lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) described enabled maybe need opt text;
  kind = types.enum [ "maildir" "imap" ];
  mailbox = types.submodule {
    options = {
      mailbox = need types.str "The folder.";
      name = maybe types.str "Name that is shown.";
      type = maybe kind "Where it is.";
    };
  };
  queue = if account.config.msmtp.enable then "msmtpq --read-envelope-from --read-recipients" else null;
in
{
  enable = lib.mkEnableOption "NeoMutt";
  sendMailCommand =
    described ''
      if config.msmtp.enable then
        "msmtpq --read-envelope-from --read-recipients"
      else
        null
    '' (opt (types.nullOr types.str) queue "Command that sends mail; none: NeoMutt does.");
  extraConfig = text "More settings of the account.";
  showDefaultMailbox = enabled "Whether the folder of new mail is shown.";
  mailboxName = maybe types.str "Name that this folder is shown with.";
  mailboxType = opt kind "maildir" "Where folders are.";
  extraMailboxes = opt (types.listOf (types.either types.str mailbox)) [ ] "Further folders.";
}
