# `programs.mblaze`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described maybe notNull opt strings;
  accounts = lib.filterAttrs (_: a: a.enable && a.mblaze.enable) config.accounts.email.accounts;
  primary = lib.filterAttrs (_: a: a.primary) accounts;

  # Whether something brings mail here.
  isLocal =
    a: a.maildir != null && lib.any (name: a.${name}.enable) [ "mbsync" "offlineimap" "getmail" "lieer" "mujmap" ];
  folder =
    a: name: if isLocal a && a.folders.${name} != null then "${a.maildir.absPath}/${a.folders.${name}}" else null;
  drafts =
    name: a:
    let
      inMail = folder a "drafts";
    in
    if inMail != null then inMail else "${config.xdg.dataHome}/mblaze/${name}/drafts";
  profile =
    cfg: name: a:
    let
      sender = "${a.realName} <${a.address}>";
      aliases = map (alias: alias.address or alias) a.aliases;
    in
    lib.concatStrings (
      lib.mapAttrsToList (entry: value: "${entry}: ${value}\n") (
        notNull (
          {
            Local-Mailbox = sender;
            Reply-From = sender;
            Alternate-Mailboxes = if aliases == [ ] then null else lib.concatStringsSep ", " aliases;
            FQDN = lib.last (lib.splitString "@" a.address);
            Maildir = if isLocal a then a.maildir.absPath else null;
            Drafts = drafts name a;
            Outbox = folder a "sent";
            Sendmail = a.mblaze.sendMailCommand;
            Editor = cfg.editor;
          }
          // cfg.settings
          // a.mblaze.settings
        )
      )
    );
  files =
    cfg: place: name: a:
    let
      inherit (a) signature;
      isSigned = signature.showSignature == "append" && signature.command == null && signature.text != "";
    in
    {
      "${place}/profile".text = profile cfg name a;
      "${place}/signature" = mkIf isSigned { inherit (signature) text; };
    };
in
lib.hm.library.program args "mblaze" {
  options = {
    editor = maybe types.str "Editor of drafts.";
    settings = strings "More entries of all profiles.";
    accountDirs = described "{ }" (
      opt (types.attrsOf types.str) (lib.optionalAttrs config.programs.mblaze.enable (
        lib.mapAttrs (name: _: "${config.xdg.configHome}/mblaze/${name}") accounts
      )) "Folders of the accounts' profiles."
    ) // {
      internal = true;
    };
  };
  config = cfg: {
    xdg.configFile = lib.mkMerge (lib.mapAttrsToList (name: files cfg "mblaze/${name}" name) accounts);
    # Where it looks without `$MBLAZE`.
    home.file = lib.mkMerge (lib.mapAttrsToList (files cfg ".mblaze") primary);
    # Nothing else makes the folders of drafts.
    home.activation.mblazeDrafts = mkIf (accounts != { }) (
      lib.hm.dag.entryAfter [ "writeBoundary" ] ''
        run ${cfg.package}/bin/mmkdir ${lib.escapeShellArgs (lib.mapAttrsToList drafts accounts)}
      ''
    );
  };
}
