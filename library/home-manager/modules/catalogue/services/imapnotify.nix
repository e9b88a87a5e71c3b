# `services.imapnotify`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional optionalAttrs;
  safe = lib.replaceStrings [ "@" ":" "\\" "[" "]" ] [ "-" "-" "-" "" "" ];
  accounts = lib.filter (a: a.enable && a.imapnotify.enable) (lib.attrValues config.accounts.email.accounts);
  notmuchConfig = "${config.xdg.configHome}/notmuch/default/config";

  fileName = a: "imapnotify-${safe a.name}-config.json";
  settings =
    { imap, imapnotify, ... }@a:
    {
      inherit (imap) host;
      port =
        if imap.port != null then
          imap.port
        else if imap.tls.enable then
          993
        else
          143;
      tls = imap.tls.enable;
      tlsOptions.starttls = imap.tls.useStartTls;
      username = a.userName;
      passwordCmd = lib.concatMapStringsSep " " lib.escapeShellArg a.passwordCommand;
      inherit (imapnotify) boxes;
    }
    // optionalAttrs (imapnotify.onNotify != "") { onNewMail = imapnotify.onNotify; }
    // optionalAttrs (imapnotify.onNotifyPost != "") { onNewMailPost = imapnotify.onNotifyPost; }
    // imapnotify.extraConfig;
  # A change of the file is another path, so the service starts anew.
  file = a: pkgs.writeText (fileName a) (builtins.toJSON (settings a));

  needs =
    attribute: what:
    let
      bad = map (a: a.name) (lib.filter (a: a.${attribute} == null) accounts);
    in
    {
      assertion = bad == [ ];
      message = "imapnotify needs ${what}, which these accounts lack: ${lib.concatStringsSep ", " bad}";
    };
  called = entry: lib.listToAttrs (map (a: lib.nameValuePair "imapnotify-${safe a.name}" (entry a)) accounts);
in
lib.hm.library.service args "imapnotify" {
  package = "goimapnotify";
  packageOptions.example = "pkgs.imapnotify";
  install = false;
  options.path = lib.mkOption {
    type = lib.types.listOf lib.types.package;
    default = [ ];
    apply =
      given:
      lib.makeBinPath (
        given
        ++ optional config.programs.notmuch.enable pkgs.notmuch
        ++ optional config.programs.mbsync.enable config.programs.mbsync.package
      );
    description = "Packages whose commands the service finds; not on Darwin.";
  };
  config =
    cfg:
    let
      program = lib.getExe cfg.package;
    in
    {
      assertions = [
        (needs "maildir" "a folder (`maildir`)")
        (needs "imap" "a server (`imap`)")
        (needs "passwordCommand" "a password (`passwordCommand`)")
        (needs "userName" "a name to log in with (`userName`)")
      ];
      systemd.user.services = called (a: {
        Unit.Description = "imapnotify for ${safe a.name}";
        Service = {
          ExecStart = "${program} -conf '${file a}' ${toString a.imapnotify.extraArgs}";
          Restart = "always";
          RestartSec = 30;
          Type = "simple";
          Environment = [ "PATH=${cfg.path}" ] ++ optional a.notmuch.enable "NOTMUCH_CONFIG=${notmuchConfig}";
        };
        Install.WantedBy = [ "default.target" ];
      });
      launchd.agents = called (a: {
        enable = true;
        config = {
          ProgramArguments = [ program "-conf" "${file a}" ];
          KeepAlive = true;
          ThrottleInterval = 30;
          ExitTimeOut = 0;
          ProcessType = "Background";
          RunAtLoad = true;
        }
        // optionalAttrs a.notmuch.enable { EnvironmentVariables.NOTMUCH_CONFIG = notmuchConfig; };
      });
      xdg.configFile = lib.listToAttrs (map (a: lib.nameValuePair "imapnotify/${fileName a}" { source = file a; }) accounts);
    };
}
