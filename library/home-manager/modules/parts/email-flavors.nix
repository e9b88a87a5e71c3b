# Servers of mail providers; a function of the account's settings.
config:
let
  at = host: port: { inherit host port; };
  encrypted = server: server // { tls.enable = true; };
  # A server for sending whose port follows the encryption.
  sending = host: at host (if config.smtp.tls.useStartTls then 587 else 465);
in
{
  davmail = {
    imap = at "localhost" 1143 // {
      authentication = "login";
    };
    smtp = at "localhost" 1025 // {
      tls.enable = false;
      authentication = "plain";
    };
  };
  "fastmail.com" = {
    imap = at "imap.fastmail.com" 993;
    smtp = sending "smtp.fastmail.com";
    jmap = {
      host = "fastmail.com";
      sessionUrl = "https://jmap.fastmail.com/.well-known/jmap";
    };
  };
  "gmail.com" = {
    imap = at "imap.gmail.com" 993;
    smtp = sending "smtp.gmail.com";
  };
  "mailbox.org" = {
    imap = at "imap.mailbox.org" 993;
    smtp = at "smtp.mailbox.org" 465;
  };
  "migadu.com" = {
    imap = at "imap.migadu.com" 993;
    smtp = at "smtp.migadu.com" 465;
  };
  "outlook.office365.com-ews".ews = {
    host = "outlook.office365.com";
    serviceDescriptionURL = "https://outlook.office365.com/EWS/Exchange.asmx";
    authentication = "xoauth2";
    tls.enable = true;
  };
  "outlook.office365.com" = {
    imap = encrypted (at "outlook.office365.com" 993);
    smtp = at "smtp.office365.com" 587 // {
      tls = {
        enable = true;
        useStartTls = true;
      };
    };
  };
  "posteo.de" = {
    imap = encrypted (at "posteo.de" 993);
    smtp = encrypted (at "posteo.de" 465);
  };
  "runbox.com" = {
    imap = at "mail.runbox.com" 993;
    smtp = sending "mail.runbox.com";
  };
  "yandex.com" = {
    imap = encrypted (at "imap.yandex.com" 993);
    smtp = encrypted (at "smtp.yandex.com" 465);
  };
}
