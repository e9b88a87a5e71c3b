# Servers of mail providers.
let
  startTls = host: {
    inherit host;
    port = 587;
    tls.useStartTls = true;
  };
  at = host: port: { inherit host port; };
in
{
  "gmail.com" = {
    imap = at "imap.gmail.com" 993;
    smtp = at "smtp.gmail.com" 465;
  };
  "fastmail.com" = {
    imap = at "imap.fastmail.com" 993;
    smtp = at "smtp.fastmail.com" 465;
  };
  "mailbox.org" = {
    imap = at "imap.mailbox.org" 993;
    smtp = at "smtp.mailbox.org" 465;
  };
  "migadu.com" = {
    imap = at "imap.migadu.com" 993;
    smtp = at "smtp.migadu.com" 465;
  };
  "outlook.office365.com" = {
    imap = at "outlook.office365.com" 993;
    smtp = startTls "smtp.office365.com";
  };
  "runbox.com" = {
    imap = at "mail.runbox.com" 993;
    smtp = at "mail.runbox.com" 465;
  };
  "yandex.com" = {
    imap = at "imap.yandex.com" 993;
    smtp = at "smtp.yandex.com" 465;
  };
}
