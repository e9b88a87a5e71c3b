# `accounts.email`: mail accounts, for the programs that use them.
{ config, lib, ... }:
let
  inherit (lib) mkDefault mkIf mkOption types;
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

  tls.options = {
    enable = enabled "Whether the connection is encrypted.";
    useStartTls = flag "Whether encryption starts within a plain connection.";
    certificatesFile = described "config.accounts.email.certificatesFile" (
      opt (types.nullOr types.path) cfg.certificatesFile "File with the authorities that are trusted."
    );
  };
  server = what: {
    options = {
      host = need types.str "Name of the ${what} server.";
      port = maybe types.port "Its port.";
      authentication = maybe types.str "How it is logged in to.";
      tls = opt (types.submodule tls) { } "Encryption.";
    };
  };
  servers = what: maybe (types.submodule (server what)) "The ${what} server.";

  account =
    { config, name, ... }:
    {
      options = {
        enable = enabled "Whether the account is used.";
        name = opt types.str name "Name of the account." // {
          readOnly = true;
        };
        primary = flag "Whether it is the main account; exactly one is.";
        flavor = opt (types.enum ([ "plain" ] ++ lib.attrNames flavors)) "plain" "Provider whose servers are known.";
        address = need address "The address.";
        aliases = opt (types.listOf address) [ ] "Further addresses.";
        realName = need types.str "Name of the sender.";
        userName = maybe types.str "Name to log in with.";
        passwordCommand = mkOption {
          type = types.nullOr (types.either types.str (types.listOf types.str));
          default = null;
          apply = command: if lib.isString command then lib.splitString " " command else command;
          description = "Command that prints the password.";
        };
        folders =
          opt
            (types.submodule {
              options = {
                inbox = opt types.str "Inbox" "Folder of new mail.";
                sent = opt (types.nullOr types.str) "Sent" "Folder of sent mail.";
                drafts = opt (types.nullOr types.str) "Drafts" "Folder of drafts.";
                trash = opt types.str "Trash" "Folder of deleted mail.";
              };
            })
            { }
            "The usual folders.";
        imap = servers "IMAP";
        smtp = servers "SMTP";
        signature =
          opt
            (types.submodule {
              options = {
                text = opt types.str "" "The text.";
                delimiter = opt types.str "-- \n" "What separates it.";
                command = maybe types.path "Command that prints it.";
                showSignature = opt (types.enum [
                  "append"
                  "attach"
                  "none"
                ]) "none" "Where it goes.";
                htmlFormat = flag "Whether the text is HTML, for Thunderbird.";
              };
            })
            { }
            "The signature.";
        gpg = maybe (types.submodule {
          options = {
            key = need types.str "The key.";
            signByDefault = flag "Whether mail is signed.";
            encryptByDefault = flag "Whether mail is encrypted.";
          };
        }) "Signatures and encryption.";
        maildir = mkOption {
          type = types.nullOr (
            types.submodule (
              { config, ... }:
              {
                options = {
                  path = need types.str "Folder of the account, below {option}`accounts.email.maildirBasePath`.";
                  absPath = mkOption {
                    type = types.path;
                    readOnly = true;
                    internal = true;
                    default = "${cfg.maildirBasePath}/${config.path}";
                    description = "The whole path.";
                  };
                };
              }
            )
          );
          default = {
            path = name;
          };
          defaultText = lib.literalExpression "{ path = name; }";
          description = "Where its mail is kept.";
        };
        msmtp.enable = lib.mkEnableOption "sending by msmtp";
        mbsync.enable = lib.mkEnableOption "synchronization by mbsync";
        notmuch.enable = lib.mkEnableOption "indexing by notmuch";
      };
      # A known provider gives its servers, and the address as the name to log in with.
      config =
        let
          known = flavors.${config.flavor} or { };
          given = kind: mkIf (known ? ${kind}) (lib.mapAttrsRecursive (_: mkDefault) known.${kind});
        in
        {
          userName = mkIf (config.flavor != "plain") (mkDefault config.address);
          imap = given "imap";
          smtp = given "smtp";
        };
    };

  primaries = lib.filter (a: a.primary) (lib.filter (a: a.enable) (lib.attrValues cfg.accounts));
in
{
  options.accounts.email = {
    certificatesFile = described ("\"/etc/ssl/certs/ca-certificates.crt\"") (
      opt (types.nullOr types.path) "/etc/ssl/certs/ca-certificates.crt" "File with the authorities that accounts trust."
    );
    maildirBasePath = mkOption {
      type = types.str;
      default = "Maildir";
      apply = path: if lib.hasPrefix "/" path then path else "${config.home.homeDirectory}/${path}";
      description = "Folder of all mail.";
    };
    accounts = opt (types.attrsOf (types.submodule account)) { } "Accounts by name.";
  };

  config.assertions = mkIf (cfg.accounts != { }) [
    {
      assertion = lib.length primaries == 1;
      message = "Must have exactly one primary mail account but found ${
        if primaries == [ ] then "none" else lib.concatMapStringsSep ", " (a: a.name) primaries
      }";
    }
  ];
}
