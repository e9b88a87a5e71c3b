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
  inherit (import ../lib/option-trees.nix { inherit lib; }) optionTree;

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

  # Every home evaluates what follows: what is done for each entry of the catalogue is done by builtins.
  modulesOf =
    group:
    let
      folder = ./catalogue + "/${group}";
      names = map (builtins.replaceStrings [ ".nix" ] [ "" ]) (builtins.attrNames (builtins.readDir folder));
    in
    lib.genAttrs names (name: import (folder + "/${name}.nix") arguments);
  catalogue = lib.genAttrs [ "programs" "services" ] modulesOf;
  trees = lib.mapAttrs (
    group: modules:
    let
      # Only a call of this function is left alone by the module system (`lib/option-trees.nix`), which has to know it by then.
      tree = optionTree (lib.mapAttrs (name: module: module.options.${group}.${name}) modules);
    in
    builtins.seq tree (lib.genAttrs (builtins.attrNames modules) tree)
  ) catalogue;

  # The entries of a group that are among the names of a set.
  entriesIn =
    group: set:
    map (name: {
      key = "${group}.${name}";
      inherit group name;
    }) (builtins.attrNames (builtins.intersectAttrs set catalogue.${group}));
  entriesOf = sets: lib.concatMap (group: entriesIn group (sets group)) (builtins.attrNames catalogue);

  # Those that are defined: by other modules, or by entries that are. Where the module system does not tell what is defined
  # each may be.
  wanted = group: if arguments ? _defined then arguments._defined.${group} or { } else catalogue.${group};
  definedBy =
    { group, name, ... }:
    let
      definitions = sets catalogue.${group}.${name}.config;
    in
    entriesOf (group: lib.zipAttrs (lib.concatMap sets (lib.catAttrs group definitions)));
  needed = lib.sort (a: b: a.key > b.key) (
    builtins.genericClosure {
      startSet = entriesOf wanted;
      operator = definedBy;
    }
  );
  neededNames = lib.listToAttrs (map (entry: lib.nameValuePair entry.key true) needed);

  # As everywhere, what later modules define comes first.
  definitions = lib.concatMap ({ group, name, ... }: sets catalogue.${group}.${name}.config) needed;
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
        group: modules: lib.filter (name: !(neededNames ? "${group}.${name}")) (builtins.attrNames modules)
      ) catalogue;
    };
}
