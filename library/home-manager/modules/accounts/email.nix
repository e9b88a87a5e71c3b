# `accounts.email`: mail accounts, for the programs that use them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf mkOption mkOptionDefault types;
  inherit (lib.hm.library)
    described
    enabled
    flag
    maybe
    need
    opt
    ;
  cfg = config.accounts.email;
  address = types.strMatching ".*@.*";
  flavors = import ../parts/email-flavors.nix;
  optionsOf = import ../parts/account-options.nix { inherit lib pkgs; } ./email;

  tls = types.submodule {
    options = {
      enable = enabled "Whether the connection is encrypted.";
      useStartTls = flag "Whether encryption starts within a plain connection.";
      certificatesFile = opt (types.nullOr types.path) cfg.certificatesFile "File with the authorities that are trusted." // {
        defaultText = "config.accounts.email.certificatesFile";
      };
    };
  };
  method = types.either types.str (
    types.enum [
      "anonymous"
      "apop"
      "clear"
      "cram_md5"
      "digest_md5"
      "gssapi"
      "login"
      "ntlm"
      "plain"
      "xoauth2"
    ]
  );
  server = what: more: types.submodule {
    options = {
      host = need types.str "Name of the ${what} server.";
      authentication = maybe method "How it is logged in to.";
      tls = opt tls { } "Encryption.";
    }
    // more;
  };
  port.port = maybe types.port "Its port.";
  imap = server "IMAP" port;
  smtp = server "SMTP" port;
  ews = server "Exchange" { serviceDescriptionURL = need types.str "Where its description is."; };
  jmap = types.submodule {
    options = {
      host = maybe types.str "Name of the JMAP server; goes before `sessionUrl`.";
      sessionUrl = maybe types.str "Where a session begins.";
    };
  };

  gpg = types.submodule {
    options = {
      key = need types.str "The key.";
      signByDefault = flag "Whether mail is signed.";
      encryptByDefault = flag "Whether mail is encrypted.";
    };
  };
  signature = types.submodule {
    options = {
      text = opt types.str "" "The text.";
      delimiter = opt types.str "--\n" "What separates it.";
      command = maybe types.path "Command that prints it.";
      showSignature = opt (types.enum [ "append" "attach" "none" ]) "none" "Where it goes.";
      htmlFormat = flag "Whether the text is HTML, for Thunderbird.";
    };
  };
  folders = types.submodule {
    options = {
      inbox = opt types.str "Inbox" "Folder of new mail.";
      sent = opt (types.nullOr types.str) "Sent" "Folder of sent mail.";
      drafts = opt (types.nullOr types.str) "Drafts" "Folder of drafts.";
      trash = opt types.str "Trash" "Folder of deleted mail.";
    };
  };
  maildir = types.submodule (
    { config, ... }:
    {
      options = {
        path = need types.str "Folder of the account, below {option}`accounts.email.maildirBasePath`.";
        absPath = opt types.path "${cfg.maildirBasePath}/${config.path}" "The whole path." // {
          readOnly = true;
          internal = true;
        };
      };
    }
  );

  # An alias has the settings of its account where it has none of its own.
  alias =
    { accountConfig, ... }:
    let
      inherited = type: name: mkOption {
        type = types.nullOr type;
        default = accountConfig.${name};
        defaultText = lib.literalExpression "# Inherits account configuration\naccountConfig.${name}\n";
        description = "As in the account.";
      };
    in
    {
      options = {
        name = maybe types.str "Name of the alias.";
        realName = need types.str "Name of the sender.";
        address = need address "The address.";
        userName = inherited types.str "userName";
        signature = inherited signature "signature";
        gpg = inherited gpg "gpg";
        smtp = inherited smtp "smtp";
      };
    };
  aliases = config: types.listOf (
    types.oneOf [
      address
      (types.submoduleWith {
        modules = [ alias ];
        specialArgs.accountConfig = config;
        shorthandOnlyDefinesConfig = true;
      })
    ]
  );

  account =
    { config, name, ... }@arguments:
    {
      options = {
        enable = enabled "Whether the account is used.";
        name = need types.str "Name of the account." // {
          readOnly = true;
        };
        primary = flag "Whether it is the main account; exactly one is.";
        flavor = opt (types.enum [
          "davmail"
          "fastmail.com"
          "gmail.com"
          "mailbox.org"
          "migadu.com"
          "outlook.office365.com-ews"
          "outlook.office365.com"
          "plain"
          "posteo.de"
          "runbox.com"
          "yandex.com"
        ]) "plain" "Provider whose servers are known.";
        address = need address "The address.";
        aliases = opt (aliases config) [ ] "Further addresses.";
        realName = need types.str "Name of the sender.";
        userName = maybe types.str "Name to log in with.";
        passwordCommand = mkOption {
          type = types.nullOr (types.either types.str (types.listOf types.str));
          default = null;
          apply = command: if lib.isString command then lib.splitString " " command else command;
          description = "Command that prints the password.";
        };
        folders = opt folders { } "The usual folders.";
        imap = maybe imap "The IMAP server.";
        jmap = maybe jmap "The JMAP server.";
        smtp = maybe smtp "The SMTP server.";
        ews = maybe ews "The Exchange server.";
        signature = opt signature { } "The signature.";
        gpg = maybe gpg "Signatures and encryption.";
        maildir = need (types.nullOr maildir) "Where its mail is kept." // {
          defaultText = {
            path = "\${name}";
          };
        };
        warnings = opt (types.listOf types.str) [ ] "What is odd about it." // {
          internal = true;
          visible = false;
        };
      }
      // optionsOf arguments;
      config =
        let
          known = (flavors config).${config.flavor} or { };
          given = kind: mkIf (known ? ${kind}) known.${kind};
          queue = "msmtpq --read-envelope-from --read-recipients";
        in
        {
          inherit name;
          maildir = mkOptionDefault { path = name; };
          # A known provider gives its servers, and most of them the address as the name to log in with.
          userName = mkIf (!lib.elem config.flavor [ "davmail" "plain" "runbox.com" ]) (lib.mkDefault config.address);
          folders.inbox = mkIf (config.flavor == "mailbox.org") (lib.mkDefault "INBOX");
          imap = given "imap";
          smtp = given "smtp";
          jmap = given "jmap";
          ews = given "ews";
          alot.sendMailCommand = mkIf config.notmuch.enable (mkOptionDefault (if config.msmtp.enable then queue else null));
          astroid.sendMailCommand = mkIf (config.notmuch.enable && config.msmtp.enable) (mkOptionDefault queue);
        };
    };

  primaries = lib.catAttrs "name" (lib.filter (a: a.enable && a.primary) (lib.attrValues cfg.accounts));
  count = lib.length primaries;
in
{
  options.accounts.email = {
    certificatesFile =
      opt (types.nullOr types.path) "/etc/ssl/certs/ca-certificates.crt"
        "File with the authorities that accounts trust.";
    maildirBasePath = mkOption {
      type = types.str;
      default = "${config.home.homeDirectory}/Maildir";
      defaultText = "Maildir";
      apply = path: if lib.hasPrefix "/" path then path else "${config.home.homeDirectory}/${path}";
      description = "Folder of all mail.";
    };
    accounts = opt (types.attrsOf (types.submodule account)) { } "Accounts by name.";
  };

  config.assertions = mkIf (lib.any (a: a.enable) (lib.attrValues cfg.accounts)) [
    {
      assertion = count == 1;
      message = "Must have exactly one primary mail account but found ${toString count}${
        lib.optionalString (count > 1) ", namely ${lib.concatStringsSep ", " primaries}"
      }";
    }
  ];
}
