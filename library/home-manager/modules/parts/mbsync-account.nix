# What `isyncrc` says of a mail account.
{ lib }:
let
  inherit (lib) concatMapStringsSep concatStringsSep mapAttrsToList optionalAttrs;
  value =
    v:
    if lib.isList v then
      concatMapStringsSep " " value v
    else if lib.isBool v then
      lib.hm.booleans.yesNo v
    else if lib.isString v && lib.hasInfix " " v then
      ''"${lib.escape [ "\"" ] v}"''
    else
      toString v;
  section = header: entries: ''
    ${header}
    ${concatStringsSep "\n" (mapAttrsToList (name: v: "${name} ${value v}") entries)}
  '';
  sides = {
    none = "None";
    imap = "Far";
    maildir = "Near";
    both = "Both";
  };
in
{ imap, maildir, mbsync, name, ... }@account:
let
  inherit (imap) tls;
  far = ":${name}-remote:";
  near = ":${name}-local:";
  groups = lib.attrValues mbsync.groups;

  channel =
    group: c:
    section "Channel ${group.name}-${c.name}" (
      {
        Far = far + c.farPattern;
        Near = near + c.nearPattern;
      }
      // c.extraConfig
    )
    + lib.optionalString (c.patterns != [ ]) "Pattern ${concatStringsSep " " c.patterns}\n";
  channels = group: concatMapStringsSep "\n" (channel group) (lib.attrValues group.channels);
  members = group: "Group ${group.name}\n" + concatMapStringsSep "\n" (c: "Channel ${group.name}-${c}") (lib.attrNames group.channels);
  filled = lib.filter (group: group.channels != { }) groups;
in
concatStringsSep "\n" [
  (section "IMAPAccount ${name}" (
    {
      Host = imap.host;
      User = account.userName;
      PassCmd = toString account.passwordCommand;
      TLSType =
        if !tls.enable then
          "None"
        else if tls.useStartTls then
          "STARTTLS"
        else
          "IMAPS";
    }
    // optionalAttrs (tls.enable && tls.certificatesFile != null) { CertificateFile = toString tls.certificatesFile; }
    // optionalAttrs (imap.port != null) { Port = imap.port; }
    // mbsync.extraConfig.account
  ))
  (section "IMAPStore ${name}-remote" ({ Account = name; } // mbsync.extraConfig.remote))
  (section "MaildirStore ${name}-local" (
    {
      Inbox = "${maildir.absPath}/${account.folders.inbox}";
    }
    // optionalAttrs (mbsync.subFolders != "Maildir++" || mbsync.flatten != null) { Path = "${maildir.absPath}/"; }
    // (if mbsync.flatten == null then { SubFolders = mbsync.subFolders; } else { Flatten = mbsync.flatten; })
    // mbsync.extraConfig.local
  ))
  (
    if groups == [ ] then
      section "Channel ${name}" (
        {
          Far = far;
          Near = near;
          Patterns = mbsync.patterns;
          Create = sides.${mbsync.create};
          Remove = sides.${mbsync.remove};
          Expunge = sides.${mbsync.expunge};
          SyncState = "*";
        }
        // mbsync.extraConfig.channel
      )
    else
      concatMapStringsSep "\n" channels filled + "\n" + concatMapStringsSep "\n\n" members filled
  )
]
+ "\n"
