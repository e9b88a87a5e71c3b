# What `programs.thunderbird` adds to a mail account.
{ lib }:
let
  inherit (lib) mkIf mkOptionDefault types;
  inherit (lib.hm.library) described enabled maybe need opt words;
  preferences = with types; attrsOf (oneOf [ bool int str ]);
  more = what: described "_: { }" (opt (types.functionTo preferences) (_: { }) "Preferences for ${what}; a function of its identity.");
  rule = types.submodule {
    options = {
      name = need types.str "Its name.";
      enabled = enabled "Whether it holds.";
      type = need types.str "Its kind, as {file}`msgFilterRules.dat` writes it.";
      action = need types.str "What is done.";
      actionValue = maybe types.str "With what it is done, such as a folder.";
      condition = need types.str "For which mail.";
      extraConfig = maybe types.str "More text of it.";
      text = maybe types.str "Its whole text, in place of the rest.";
    };
  };
  # How OAuth2 is called in preferences.
  oauth = mkOptionDefault 10;
in
{ config, ... }:
let
  lacks = kind: config.${kind} != null && config.${kind}.authentication == null;
in
{
  options.thunderbird = {
    enable = lib.mkEnableOption "Thunderbird for this account";
    profiles = words "Profiles that have it; none: all.";
    settings = more "the account";
    perIdentitySettings = more "each of its addresses";
    messageFilters = opt (types.listOf rule) [ ] "Rules for mail.";
  };
  # Providers that take no passwords.
  config.thunderbird.settings = mkIf (lib.elem config.flavor [ "gmail.com" "outlook.office365.com" ]) (
    id:
    lib.optionalAttrs (lacks "smtp") { "mail.smtpserver.smtp_${id}.authMethod" = oauth; }
    // lib.optionalAttrs (lacks "imap") { "mail.server.server_${id}.authMethod" = oauth; }
    // lib.optionalAttrs (config.flavor == "gmail.com") { "mail.server.server_${id}.is_gmail" = mkOptionDefault true; }
  );
}
