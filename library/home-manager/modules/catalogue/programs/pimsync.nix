# `programs.pimsync`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mapAttrsToList optional;
  inherit (lib.hm.library) described opt;
  enabledOf = group: lib.filterAttrs (_: a: a.pimsync.enable) config.accounts.${group}.accounts;
  calendars = enabledOf "calendar";
  contacts = enabledOf "contact";
  folders = mapAttrsToList (_: a: a.local.path) calendars ++ mapAttrsToList (_: a: a.local.path) contacts;

  says = name: value: {
    inherit name;
    params = lib.toList value;
  };
  block = name: param: children: {
    inherit name children;
    params = [ param ];
  };
  # What all accounts of a group come to: their storages here, those of servers, and the pairs of them.
  group =
    prefix: kind: remoteKind: accounts:
    let
      each = f: mapAttrsToList (name: f "${prefix}-${name}") accounts;
    in
    each (
      name:
      { local, pimsync, ... }:
      block "storage" "${name}-local" (
        [
          (says "type" kind)
          (says "fileext" local.fileExt)
          (says "path" local.path)
        ]
        ++ pimsync.extraLocalStorageDirectives
      )
    )
    ++ each (
      name:
      { pimsync, remote, ... }:
      block "storage" "${name}-remote" (
        [
          (says "type" (remoteKind remote.type))
          (says "url" remote.url)
          (says "username" remote.userName)
        ]
        ++ optional (remote.passwordCommand != null) {
          name = "password";
          children = [ (says "cmd" remote.passwordCommand) ];
        }
        ++ pimsync.extraRemoteStorageDirectives
      )
    )
    ++ each (
      name:
      { pimsync, ... }:
      block "pair" name (
        [
          (says "storage_a" "${name}-local")
          (says "storage_b" "${name}-remote")
        ]
        ++ pimsync.extraPairDirectives
      )
    );

  isOf = accounts: what: kinds: part: mapAttrsToList (name: a: {
    assertion = lib.elem a.${part}.type kinds;
    message = "pimsync cannot do with ${what} `${name}`, whose `${part}.type` is `${a.${part}.type}`: it has to be ${lib.concatStringsSep " or " kinds}.";
  }) accounts;
in
lib.hm.library.program args "pimsync" {
  options.settings = described ''
    [
      {
        name = "status_path";
        params = [ "''${config.xdg.dataHome}/pimsync/status" ];
      }
    ]
  '' (opt lib.hm.types.SCFGDirectives [ (says "status_path" "${config.xdg.dataHome}/pimsync/status") ] "Directives of {file}`pimsync/pimsync.conf`, behind the accounts.");
  config = cfg: {
    assertions =
      isOf contacts "the contacts" [ "carddav" ] "remote"
      ++ isOf calendars "the calendar" [ "http" "caldav" ] "remote"
      ++ isOf contacts "the contacts" [ "filesystem" ] "local"
      ++ isOf calendars "the calendar" [ "filesystem" ] "local";
    systemd.user.tmpfiles.rules = lib.optionals pkgs.stdenv.hostPlatform.isLinux (
      map (folder: "d ${folder} 0750 ${config.home.username} users - -") folders
    );
    home.activation.createDavDirectories = lib.mkIf (!pkgs.stdenv.hostPlatform.isLinux) (
      lib.hm.dag.entryAfter [ "linkGeneration" ] (
        lib.concatMapStringsSep "\n" (folder: ''[[ -L "${folder}" ]] || run mkdir -p $VERBOSE_ARG "${folder}"'') folders
      )
    );
    xdg.configFile."pimsync/pimsync.conf".text = lib.hm.generators.toSCFG { } (
      group "calendar" "vdir/icalendar" (kind: if kind == "caldav" then kind else "webcal") calendars
      ++ group "contacts" "vdir/vcard" (_: "carddav") contacts
      ++ cfg.settings
    );
  };
}
