# The warning of accounts that a program fills for Notmuch, and that Notmuch has not.
{ lib, name, accounts }:
let
  lacking = map (a: a.name) (lib.filter (a: !a.notmuch.enable && a.${name}.notmuchSetupWarning) accounts);
  setting = account: "accounts.email.accounts.${account}";
in
lib.optional (lacking != [ ]) ''
  ${name} gets mail for Notmuch, which does not have it of these accounts:

  ${lib.concatMapStringsSep "\n" (account: "    ${account}: set `${setting account}.notmuch.enable = true`, or `${setting account}.${name}.notmuchSetupWarning = false`") lacking}''
