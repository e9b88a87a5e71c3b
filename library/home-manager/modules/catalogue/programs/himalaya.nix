# `programs.himalaya`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optionalAttrs types;
  format = pkgs.formats.toml { };
  accounts = lib.filterAttrs (_: a: a.enable && a.himalaya.enable) config.accounts.email.accounts;

  server = type: account: {
    inherit type;
    inherit (account.${type}) host port;
    encryption.type =
      let
        inherit (account.${type}) tls;
      in
      if tls.useStartTls then
        "start-tls"
      else if tls.enable then
        "tls"
      else
        "none";
    login = account.userName;
    auth = {
      type = "password";
      cmd = lib.concatStringsSep " " account.passwordCommand;
    };
  };
  accountSettings =
    account:
    lib.recursiveUpdate (
      {
        email = account.address;
        display-name = account.realName;
        default = account.primary;
        folder.aliases = {
          inherit (account.folders)
            inbox
            sent
            drafts
            trash
            ;
        };
      }
      // optionalAttrs (account.signature.showSignature == "append") {
        signature = account.signature.text;
        signature-delim = account.signature.delimiter;
      }
      // (
        if account.notmuch.enable then
          {
            backend = {
              type = "notmuch";
              db-path = config.accounts.email.maildirBasePath;
            };
          }
        else if account.imap != null then
          { backend = server "imap" account; }
        else
          optionalAttrs (account.maildir != null) {
            backend = {
              type = "maildir";
              root-dir = account.maildir.absPath;
            };
          }
      )
      // {
        message.send.backend =
          if account.smtp != null then
            server "smtp" account
          else
            {
              type = "sendmail";
              cmd = lib.getExe pkgs.msmtp;
            };
      }
    ) account.himalaya.settings;
in
lib.hm.library.program args "himalaya" {
  nullable = true;
  options.settings =
    lib.hm.library.opt (types.submodule { freeformType = format.type; }) { }
      "Contents of {file}`himalaya/config.toml`, without the accounts.";
  config = cfg: {
    xdg.configFile."himalaya/config.toml".source = format.generate "himalaya.config.toml" (
      lib.hm.library.notNull cfg.settings // { accounts = lib.mapAttrs (_: accountSettings) accounts; }
    );
    xdg.desktopEntries.himalaya = lib.mkIf (pkgs.stdenv.hostPlatform.isLinux && cfg.package != null) {
      type = "Application";
      name = "himalaya";
      genericName = "Email Client";
      comment = "CLI to manage emails";
      terminal = true;
      exec = "himalaya %u";
      categories = [ "Network" ];
      mimeType = [ "x-scheme-handler/mailto" "message/rfc822" ];
      settings.Keywords = "email";
    };
  };
}
