# `accounts.email.accounts.<name>.alot`.
{ lib, pkgs, ... }:
let
  inherit (lib) types;
  inherit (lib.hm.library) described need opt text;
  completion = {
    type = "shellcommand";
    command = "'${pkgs.notmuch}/bin/notmuch address --format=json --output=recipients  date:6M..'";
    regexp = "'\\[?{\"name\": \"(?P<name>.*)\", \"address\": \"(?P<email>.+)\", \"name-addr\": \".*\"}[,\\]]?'";
    shellcommand_external_filtering = "False";
  };
  completionText = ''
    {
      type = "shellcommand";
      command = "'${"\${pkgs.notmuch}"}/bin/notmuch address --format=json --output=recipients  date:6M..'";
      regexp =
      "'\\[?{" + '''"name": "(?P<name>.*)", "address": "(?P<email>.+)", "name-addr": ".*"''' + "}[,\\]]?'";
      shellcommand_external_filtering = "False";
    }
  '';
in
{
  sendMailCommand = need (types.nullOr types.str) "Command that sends mail; with msmtp that is {command}`msmtpq`.";
  contactCompletion = described completionText (opt (types.attrsOf types.str) completion "How addresses are completed.");
  extraConfig = text "More settings of the account.";
}
