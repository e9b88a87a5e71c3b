# `programs.vdirsyncer`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) getAttrs mapAttrs mapAttrsToList;
  inherit (lib.hm.library) notNull opt;
  inherit (import ../../parts/vdirsyncer-storage.nix { inherit lib; }) assertionsOf lines;
  accountsOf =
    prefix: group:
    lib.mapAttrs' (name: lib.nameValuePair (prefix + name)) (
      lib.filterAttrs (_: a: a.vdirsyncer.enable) config.accounts.${group}.accounts
    );
  accounts = accountsOf "calendar_" "calendar" // accountsOf "contacts_" "contact";

  local =
    { local, vdirsyncer, ... }:
    notNull (
      getAttrs [ "type" "fileExt" "encoding" "path" ] local
      // {
        readOnly = vdirsyncer.localReadOnly;
        postHook =
          if vdirsyncer.postHook == null then
            null
          else
            "${pkgs.writeShellScriptBin "post-hook" vdirsyncer.postHook}/bin/post-hook";
      }
    );
  remote =
    { remote, vdirsyncer, ... }:
    notNull (
      getAttrs [ "type" "url" "userName" "passwordCommand" ] remote
      // getAttrs [
        "urlCommand"
        "userNameCommand"
        "itemTypes"
        "verify"
        "verifyFingerprint"
        "auth"
        "authCert"
        "userAgent"
        "tokenFile"
        "clientIdCommand"
        "clientSecretCommand"
        "timeRange"
      ] vdirsyncer
    );
  pair =
    { vdirsyncer, ... }:
    { inherit (vdirsyncer) collections; }
    // lib.filterAttrs (_: value: value != null && value != [ ]) (
      getAttrs [ "conflictResolution" "metadata" "partialSync" ] vdirsyncer
    );

  locals = mapAttrs (_: local) accounts;
  remotes = mapAttrs (_: remote) accounts;
  storages = side: set: lib.concatStringsSep "\n\n" (mapAttrsToList (name: s: "[storage ${name}_${side}]\n${lines s}") set);
in
lib.hm.library.program args "vdirsyncer" {
  options.statusPath =
    opt lib.types.str "${config.xdg.dataHome}/vdirsyncer/status" "Folder of what it remembers."
    // {
      defaultText = "$XDG_DATA_HOME/vdirsyncer/status";
    };
  config = cfg: {
    assertions = lib.concatLists (mapAttrsToList assertionsOf locals ++ mapAttrsToList assertionsOf remotes);
    xdg.configFile."vdirsyncer/config".source = pkgs.writeText "config" ''
      [general]
      status_path = "${cfg.statusPath}"

      ### Pairs

      ${lib.concatStringsSep "\n" (
        mapAttrsToList (name: a: ''
          [pair ${name}]
          a = "${name}_remote"
          b = "${name}_local"
          ${lines (pair a)}
        '') accounts
      )}

      ### Local storages

      ${storages "local" locals}

      ### Remote storages

      ${storages "remote" remotes}
    '';
  };
}
