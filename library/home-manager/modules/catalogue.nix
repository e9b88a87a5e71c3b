# The programs and services of `catalogue/`, each a module in a file of its own that nobody reads before a configuration has to
# do with it, or somebody looks at its options.
#
# Such a module declares the options of its name and nothing else, and defines only what stands in `defined` below.
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

  # The groups of options that modules of the catalogue define, and the names below them where modules of the catalogue are
  # declared there, too: what is defined there must be known without them.
  defined = {
    assertions = null;
    dbus = null;
    dconf = null;
    home = null;
    launchd = null;
    mozilla = null;
    nix = null;
    programs = [
      "bash"
      "brave"
      "chromium"
      "emacs"
      "firefox"
      "fish"
      "gh"
      "git"
      "jujutsu"
      "kitty"
      "lieer"
      "msmtp"
      "neovim"
      "notmuch"
      "nushell"
      "rofi"
      "vivaldi"
      "zsh"
    ];
    services = [
      "awww"
      "keybase"
      "screen-locker"
    ];
    sshAuthSock = null;
    systemd = null;
    targets = null;
    warnings = null;
    wayland = null;
    xdg = null;
    xresources = null;
    xsession = null;
  };

  catalogued =
    group:
    let
      folder = ./catalogue + "/${group}";
      names = map (lib.removeSuffix ".nix") (builtins.attrNames (builtins.readDir folder));
      modules = lib.genAttrs names (name: import (folder + "/${name}.nix") arguments);
    in
    {
      trees = lib.genAttrs names (optionTree (lib.mapAttrs (name: module: module.options.${group}.${name}) modules));
      needed = map (name: modules.${name}.config) (lib.filter (isDefined arguments group) names);
      unused = lib.filter (name: !isDefined arguments group name) names;
    };
  programs = catalogued "programs";
  services = catalogued "services";

  definitions = lib.concatMap sets (programs.needed ++ services.needed);
in
{
  options = {
    # Who shows a whole home leaves these out.
    _catalogue = lib.mkOption {
      type = lib.types.raw;
      internal = true;
      visible = false;
      description = "What of the catalogue no module defines, by group.";
      default = {
        programs = programs.unused;
        services = services.unused;
      };
    };
    programs = programs.trees;
    services = services.trees;
  };
  config = lib.mapAttrs (
    group: names:
    if names == null then
      lib.mkMerge (lib.catAttrs group definitions)
    else
      lib.genAttrs names (name: lib.mkMerge (lib.catAttrs name (lib.concatMap sets (lib.catAttrs group definitions))))
  ) defined;
}
