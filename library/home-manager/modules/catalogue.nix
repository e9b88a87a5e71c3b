# The programs and services of `catalogue/`, each a module in a file of its own that nobody reads before a configuration has to
# do with it, or somebody looks at its options.
#
# Such a module declares the options of its name and nothing else, and defines only options of the `groups` below.
{
  config,
  lib,
  pkgs,
  ...
}@arguments:
let
  inherit (import ../lib/option-trees.nix { inherit lib; }) isDefined optionTree;

  # The sets that definitions of a group are made of, with what `mkIf` and `mkOverride` say of them said of each name.
  sets =
    definition:
    {
      merge = lib.concatMap sets definition.contents;
      "if" = map (lib.mapAttrs (_name: lib.mkIf definition.condition)) (sets definition.content);
      override = map (lib.mapAttrs (_name: lib.mkOverride definition.priority)) (sets definition.content);
    }
    .${definition._type or ""} or [ definition ];

  # The groups of options that modules of the catalogue define.
  groups = [
    "assertions"
    "dbus"
    "dconf"
    "home"
    "launchd"
    "mozilla"
    "nix"
    "programs"
    "services"
    "sshAuthSock"
    "systemd"
    "targets"
    "warnings"
    "wayland"
    "xdg"
    "xresources"
    "xsession"
  ];

  modulesOf =
    group:
    let
      folder = ./catalogue + "/${group}";
    in
    lib.mapAttrs' (
      file: _kind: lib.nameValuePair (lib.removeSuffix ".nix" file) (import (folder + "/${file}") arguments)
    ) (builtins.readDir folder);
  catalogue = lib.genAttrs [ "programs" "services" ] modulesOf;
  trees = lib.mapAttrs (
    group: modules:
    # Only such a call, by its text, is left alone by the module system (`lib/option-trees.nix`).
    lib.genAttrs (builtins.attrNames modules) (
      optionTree (lib.mapAttrs (name: module: module.options.${group}.${name}) modules)
    )
  ) catalogue;

  # The entries of the catalogue that are defined: by other modules, or by entries that are.
  entry = group: name: {
    key = "${group}.${name}";
    inherit group name;
  };
  groupsOfEntries = builtins.attrNames catalogue;
  entriesOf =
    isWanted:
    lib.concatMap (
      group: map (entry group) (lib.filter (isWanted group) (builtins.attrNames catalogue.${group}))
    ) groupsOfEntries;
  definedBy =
    { group, name, ... }:
    let
      definitions = sets catalogue.${group}.${name}.config;
      namesIn = group: lib.concatMap builtins.attrNames (lib.concatMap sets (lib.catAttrs group definitions));
    in
    lib.concatMap (
      group: map (entry group) (lib.filter (name: catalogue.${group} ? ${name}) (namesIn group))
    ) groupsOfEntries;
  defined = lib.listToAttrs (
    map (entry: lib.nameValuePair entry.key true) (
      builtins.genericClosure {
        startSet = entriesOf (isDefined arguments);
        operator = definedBy;
      }
    )
  );
  isNeeded = group: name: defined ? ${(entry group name).key};

  # As everywhere, what later modules define comes first.
  definitions = lib.concatMap ({ group, name, ... }: sets catalogue.${group}.${name}.config) (
    lib.reverseList (entriesOf isNeeded)
  );
in
{
  options = {
    _catalogue = lib.mkOption {
      type = lib.types.raw;
      internal = true;
      visible = false;
      description = "What of the catalogue no module defines, by group.";
    };
  }
  // trees;
  config =
    lib.genAttrs groups (
      group:
      if catalogue ? ${group} then
        lib.zipAttrsWith (_name: lib.mkMerge) (lib.concatMap sets (lib.catAttrs group definitions))
      else
        lib.mkMerge (lib.catAttrs group definitions)
    )
    // {
      # Who shows a whole home leaves these out. The module system does not count what a module defines that defines this
      # (`_defined`): it depends on that itself.
      _catalogue = lib.mapAttrs (
        group: modules: lib.filter (name: !isNeeded group name) (builtins.attrNames modules)
      ) catalogue;
    };
}
