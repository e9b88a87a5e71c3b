# Accounts as Thunderbird's preferences.
{ lib }:
let
  inherit (lib) optionalAttrs;
  hash = builtins.hashString "sha256";
  # Preferences below a name.
  below = prefix: lib.mapAttrs' (name: lib.nameValuePair "${prefix}.${name}");

  methods = {
    anonymous = 1;
    clear = 3;
    login = 3;
    plain = 3;
    cram_md5 = 4;
    digest_md5 = 4;
    gssapi = 5;
    ntlm = 6;
    xoauth2 = 10;
  };
  # Without a word of it: by password.
  method = authentication: if authentication == null then 3 else methods.${authentication} or 3;
  security =
    tls:
    if !tls.enable then
      0
    else if tls.useStartTls then
      2
    else
      3;
  portOr = default: port: if port == null then default else port;

  # The main address has the identity of the account, others one of their own.
  identityOf = account: address: if address == account.address then idOf account else hash address;
  idOf = account: hash account.name;

  signature = account: if account.signature.showSignature == "none" then "" else account.signature.text;
  openpgp = gpg: {
    attachPgpKey = false;
    autoEncryptDrafts = true;
    e2etechpref = 0;
    encryptionpolicy = if gpg.encryptByDefault then 2 else 0;
    is_gnupg_key_id = true;
    last_entered_external_gnupg_key_id = gpg.key;
    openpgp_key_id = gpg.key;
    protectSubject = true;
    sign_mail = gpg.signByDefault;
  };
  identity =
    account: address:
    let
      id = identityOf account address;
    in
    below "mail.identity.id_${id}" (
      {
        fullName = account.realName;
        useremail = address;
        valid = true;
        htmlSigText = signature account;
      }
      // optionalAttrs account.signature.htmlFormat { htmlSigFormat = true; }
      // optionalAttrs (account.gpg != null) (openpgp account.gpg)
      // optionalAttrs (account.smtp != null) { smtpServer = "smtp_${idOf account}"; }
    )
    // account.thunderbird.perIdentitySettings id;

  incoming =
    account:
    below "mail.server.server_${idOf account}" (
      {
        directory-rel = "[ProfD]ImapMail/${idOf account}";
        hostname = account.imap.host;
        login_at_startup = true;
        inherit (account) name;
        port = portOr 143 account.imap.port;
        socketType = security account.imap.tls;
        type = "imap";
        inherit (account) userName;
      }
      // optionalAttrs (account.imap.authentication != null) { authMethod = method account.imap.authentication; }
    );
  outgoing =
    account:
    below "mail.smtpserver.smtp_${idOf account}" {
      authMethod = method account.smtp.authentication;
      hostname = account.smtp.host;
      port = portOr 587 account.smtp.port;
      try_ssl = security account.smtp.tls;
      username = account.userName;
    };
in
{
  inherit idOf;

  # Servers whose way to log in has no counterpart.
  unknownMethods =
    account:
    lib.filter (kind: account.${kind} != null && account.${kind}.authentication != null && !(methods ? ${account.${kind}.authentication})) [
      "imap"
      "smtp"
    ];

  account =
    account:
    let
      id = idOf account;
      addresses = [ account.address ] ++ map (alias: alias.address or alias) account.aliases;
    in
    {
      "mail.account.account_${id}.identities" = lib.concatMapStringsSep "," (address: "id_${identityOf account address}") addresses;
      "mail.account.account_${id}.server" = "server_${id}";
    }
    // optionalAttrs account.primary { "mail.accountmanager.defaultaccount" = "account_${id}"; }
    // optionalAttrs (account.imap != null) (incoming account)
    // optionalAttrs (account.smtp != null) (outgoing account)
    // optionalAttrs (account.smtp != null && account.primary) { "mail.smtp.defaultserver" = "smtp_${id}"; }
    // lib.mergeAttrsList (map (identity account) addresses)
    // account.thunderbird.settings id;

  feed =
    feed:
    let
      id = idOf feed;
    in
    {
      "mail.account.account_${id}.server" = "server_${id}";
    }
    // below "mail.server.server_${id}" {
      inherit (feed) name;
      type = "rss";
      directory-rel = "[ProfD]Mail/Feeds-${id}";
      hostname = "Feeds-${id}";
    };

  # `msgFilterRules.dat`.
  rules =
    let
      line = name: value: lib.optionalString (value != null) "${name}=\"${value}\"\n";
      rule =
        rule:
        if rule.text != null then
          rule.text
        else
          line "name" rule.name
          + line "enabled" (lib.hm.booleans.yesNo rule.enabled)
          + line "type" rule.type
          + line "action" rule.action
          + line "actionValue" rule.actionValue
          + line "condition" rule.condition
          + lib.optionalString (rule.extraConfig != null) rule.extraConfig;
    in
    list: "version=\"9\"\nlogging=\"no\"\n" + lib.concatMapStrings rule list;
}
