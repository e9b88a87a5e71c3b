# `programs.joplin-desktop`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe opt;
  format = pkgs.formats.json { };
  targets = {
    undefined = null;
    none = 0;
    file-system = 2;
    onedrive = 3;
    nextcloud = 5;
    webdav = 6;
    dropbox = 7;
    s3 = 8;
    joplin-server = 9;
    joplin-cloud = 10;
  };
  intervals = {
    undefined = null;
    disabled = 0;
    "5m" = 300;
    "10m" = 600;
    "30m" = 1800;
    "1h" = 3600;
    "12h" = 43200;
    "1d" = 86400;
  };
  file = "${config.xdg.configHome}/joplin-desktop/settings.json";
in
lib.hm.library.program args "joplin-desktop" {
  options = {
    extraConfig = opt types.attrs { } "More of its settings.";
    general.editor = maybe types.str "The editor of notes.";
    sync = {
      target = opt (types.enum [
        "undefined"
        "none"
        "file-system"
        "onedrive"
        "nextcloud"
        "webdav"
        "dropbox"
        "s3"
        "joplin-server"
        "joplin-cloud"
      ]) "undefined" "Where notes are also kept.";
      interval = opt (types.enum [
        "undefined"
        "disabled"
        "5m"
        "10m"
        "30m"
        "1h"
        "12h"
        "1d"
      ]) "undefined" "How often they are brought there.";
    };
  };
  config =
    cfg:
    let
      settings = {
        inherit (cfg.general) editor;
        "sync.target" = targets.${cfg.sync.target};
        "sync.interval" = intervals.${cfg.sync.interval};
      }
      // cfg.extraConfig;
      given = format.generate "joplin-settings.json" (
        lib.filterAttrs (_: value: value != null && value != "") settings
      );
    in
    {
      # It writes the file: ours is put into what is there.
      home.activation.activateJoplinDesktopConfig = lib.hm.dag.entryAfter [ "linkGeneration" ] ''
        mkdir -p ${dirOf file}
        touch ${file}
        joined="$(jq -s '.[0] + .[1]' ${file} ${given})"
        printf '%s\n' "$joined" > ${file}
        unset joined
      '';
    };
}
