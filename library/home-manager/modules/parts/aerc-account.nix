# What `accounts.conf` of aerc says of a mail account.
{ lib, base }:
let
  inherit (lib) concatStringsSep optionalAttrs optionalString;
  inherit (lib.strings) escapeURL;
  given = lib.filterAttrs (_: value: value != null && value != [ ] && value != "");
  usesTokens = method: method == "oauthbearer" || method == "xoauth2";

  parameters =
    method: set:
    let
      known = lib.filterAttrs (_: value: value != null) set;
    in
    optionalString (usesTokens method && set != null) (
      "?" + concatStringsSep "&" (lib.mapAttrsToList (name: value: "${name}=${escapeURL value}") known)
    );

  # The address of a server. Where encryption starts within, there may be no method.
  address =
    { protocol, server, user, method, options, startsPlain }:
    let
      by = optionalString (method != null) "+${method}";
      scheme =
        if !server.tls.enable then
          "${protocol}+insecure${optionalString startsPlain by}"
        else if server.tls.useStartTls then
          "${protocol}${optionalString startsPlain by}"
        else
          "${protocol}s${by}";
    in
    "${scheme}://${escapeURL user}@${server.host}${
      optionalString (server.port != null) ":${toString server.port}"
    }${parameters method options}";
in
{ aerc, folders, gpg, imap, maildir, mbsync, smtp, ... }@account:
let
  password = name: given {
    ${name} = if account.passwordCommand == null then null else concatStringsSep " " account.passwordCommand;
  };
  folder = "${base}/${maildir.path}";
  source =
    if account.notmuch.enable then
      {
        source = "notmuch://${base}";
        maildir-store = base;
        maildir-account-path = maildir.path;
      }
    else if mbsync.enable && mbsync.flatten == null && mbsync.subFolders == "Maildir++" then
      { source = "maildirpp://${folder}/Inbox"; }
    else if mbsync.enable || account.offlineimap.enable then
      { source = "maildir://${folder}"; }
    else
      optionalAttrs (imap != null) (
        {
          source = address {
            protocol = "imap";
            server = imap;
            user = account.userName;
            method = aerc.imapAuth;
            options = aerc.imapOauth2Params;
            startsPlain = false;
          };
        }
        // password "source-cred-cmd"
      );
  outgoing =
    if account.msmtp.enable then
      { outgoing = "msmtpq --read-envelope-from --read-recipients"; }
    else
      optionalAttrs (smtp != null) (
        {
          outgoing = address {
            protocol = "smtp";
            server = smtp;
            user = account.userName;
            method = aerc.smtpAuth;
            options = aerc.smtpOauth2Params;
            startsPlain = true;
          };
        }
        // password "outgoing-cred-cmd"
      );
in
{
  from = "${account.realName} <${account.address}>";
}
// given {
  copy-to = folders.sent;
  default = folders.inbox;
  postpone = folders.drafts;
  inherit (account) aliases;
}
// source
// outgoing
// optionalAttrs (gpg != null) {
  pgp-key-id = gpg.key;
  pgp-auto-sign = gpg.signByDefault;
  pgp-opportunistic-encrypt = gpg.encryptByDefault;
}
// aerc.extraAccounts
