# `accounts.email.accounts.<name>.aerc`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt;
  inherit (import ../../parts/aerc-types.nix { inherit lib; }) section sections;
  parameters = maybe (types.submodule {
    options = {
      token_endpoint = maybe types.str "Where tokens are.";
      client_id = maybe types.str "Name of the client.";
      client_secret = maybe types.str "Its secret.";
      scope = maybe types.str "What is asked for.";
    };
  }) "Parameters of OAuth2.";
in
{
  enable = lib.mkEnableOption "aerc";
  extraAccounts = opt section { } "More of the account in {file}`accounts.conf`.";
  extraBinds = opt sections { } "Keys of the account in {file}`binds.conf`.";
  extraConfig = opt sections { } "Settings of the account in {file}`aerc.conf`; only the section `ui` may be there.";
  imapAuth = maybe (types.enum [ "oauthbearer" "xoauth2" ]) "How mail is got.";
  imapOauth2Params = parameters;
  smtpAuth = opt (types.nullOr (
    types.enum [
      "none"
      "plain"
      "login"
      "oauthbearer"
      "xoauth2"
    ]
  )) "plain" "How mail is sent.";
  smtpOauth2Params = parameters;
}
