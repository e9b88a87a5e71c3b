# `accounts.{calendar,contact}.accounts.<name>.vdirsyncer`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe need words;
  list = types.listOf types.str;
  command = maybe list;
  range = types.submodule {
    options = {
      start = need types.str "Its begin.";
      end = need types.str "Its end.";
    };
  };
in
{
  enable = lib.mkEnableOption "synchronization by vdirsyncer";
  urlCommand = command "Command that prints the address.";
  userNameCommand = command "Command that prints the name to log in with.";
  collections = maybe (types.listOf (types.either types.str list)) "Collections that are synchronized.";
  conflictResolution = maybe (types.either (types.enum [ "remote wins" "local wins" ]) list) "Who wins, or a command that decides.";
  partialSync = maybe (types.enum [ "revert" "error" "ignore" ]) "What becomes of changes that cannot be written.";
  localReadOnly = maybe types.bool "Whether nothing here is written.";
  metadata = words "What is synchronized of collections themselves.";
  timeRange = maybe range "Time of events that are synchronized, as expressions of Python.";
  itemTypes = maybe list "Kinds of entries that are synchronized.";
  useVcard4 = flag "Whether contacts are of version 4.0.";
  verify = maybe types.path "Certificate that is trusted.";
  verifyFingerprint = maybe types.str "Fingerprint of the server's certificate.";
  auth = maybe (types.enum [ "basic" "digest" "guess" ]) "How it is logged in to.";
  authCert = maybe (types.either types.str list) "Certificate of the client, with its key.";
  userAgent = maybe types.str "What the server is told who asks.";
  postHook = maybe types.lines "Commands for a file that was written.";
  tokenFile = maybe types.str "File with tokens, for Google.";
  clientIdCommand = command "Command that prints the name of the client, for Google.";
  clientSecretCommand = command "Command that prints its secret.";
}
