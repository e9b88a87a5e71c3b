# `accounts.email.accounts.<name>.msmtp`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe strings;
in
{
  enable = flag "Whether mail is sent by msmtp.";
  tls.fingerprint = maybe (types.strMatching "([[:alnum:]]{2}:)+[[:alnum:]]{2}") "Fingerprint of a certificate that is trusted.";
  extraConfig = strings "More settings of the account.";
}
