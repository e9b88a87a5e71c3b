# `programs.meli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt words;
  format = pkgs.formats.toml { };
  accounts = lib.filterAttrs (_: a: a.enable && a.meli.enable) config.accounts.email.accounts;
  sending =
    { smtp, ... }@a:
    {
      hostname = smtp.host;
      inherit (smtp) port;
      auth = {
        type = "auto";
        username = a.userName;
        password = {
          type = "command_eval";
          value = lib.concatStringsSep " " a.passwordCommand;
        };
      };
      security = {
        type =
          if !smtp.tls.enable then
            "none"
          else if smtp.tls.useStartTls then
            "starttls"
          else
            "tls";
        danger_accept_invalid_certs = false;
      };
      extensions = {
        PIPELINING = true;
        CHUNKING = true;
        PRDR = true;
        DSN_NOTIFY = "FAILURE";
      };
    };
  account =
    _:
    { meli, ... }@a:
    {
      root_mailbox = "${config.accounts.email.maildirBasePath}/${a.maildir.path}";
      format = "Maildir";
      identity = a.address;
      display_name = a.realName;
      subscribed_mailboxes = meli.mailboxes;
      send_mail = sending a;
      mailboxes = meli.mailboxAliases;
    }
    // lib.optionalAttrs (a.flavor == "fastmail.com") {
      server_username = a.userName;
      server_password_command = lib.concatMapStringsSep " " lib.escapeShellArg a.passwordCommand;
      format = "jmap";
      server_url = "https://api.fastmail.com/jmap/session";
      use_token = true;
    }
    // meli.settings;
in
lib.hm.library.program args "meli" {
  options = {
    includes = words "Further files of settings.";
    settings = opt (types.submodule { freeformType = format.type; }) { } "Contents of {file}`meli/config.toml`, without the accounts.";
  };
  config =
    cfg:
    let
      file = format.generate "meli-config" ({ accounts = lib.mapAttrs account accounts; } // cfg.settings);
    in
    {
      assertions = [
        {
          assertion = !(cfg.settings ? accounts);
          message = "`programs.meli.settings.accounts` would take the place of the mail accounts: `accounts.email.accounts.<name>.meli.settings` has what is said of one.";
        }
      ];
      xdg.configFile."meli/config.toml" =
        if cfg.includes == [ ] then
          { source = file; }
        else
          { text = lib.concatMapStringsSep "\n" (path: "include(\"${path}\")") (cfg.includes ++ [ file ]); };
    };
}
