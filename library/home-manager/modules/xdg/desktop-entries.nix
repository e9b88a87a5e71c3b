# `xdg.desktopEntries`: applications of menus.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (lib.hm.library) maybe need opt strings;
  path = types.either types.str types.path;
  words = types.listOf types.str;

  action =
    { name, ... }:
    {
      options = {
        name = lib.hm.library.described "<name>" (opt types.str name "Name of the action.");
        exec = maybe types.str "Command of the action.";
        icon = maybe path "Icon of the action.";
      };
    };

  entry.options = {
    type = opt (types.enum [
      "Application"
      "Link"
      "Directory"
    ]) "Application" "What the entry is.";
    name = need types.str "Name in menus.";
    genericName = maybe types.str "What kind of application it is.";
    comment = maybe types.str "A few words on it.";
    exec = maybe types.str "Its command.";
    icon = maybe path "Its icon.";
    terminal = opt (types.nullOr types.bool) false "Whether it needs a terminal.";
    categories = maybe words "Categories of the menu.";
    mimeType = maybe words "Types of files that it opens.";
    startupNotify = maybe types.bool "Whether it tells when it has started.";
    noDisplay = maybe types.bool "Whether menus leave it out.";
    prefersNonDefaultGPU = maybe types.bool "Whether it wants the stronger graphics card.";
    actions = opt (types.attrsOf (types.submodule action)) { } "Actions that launchers offer.";
    settings = strings "More fields of the entry.";
  };

  file =
    name: entry:
    pkgs.makeDesktopItem {
      inherit name;
      inherit (entry)
        actions
        comment
        exec
        genericName
        icon
        noDisplay
        prefersNonDefaultGPU
        startupNotify
        terminal
        type
        ;
      desktopName = entry.name;
      mimeTypes = lib.optionals (entry.mimeType != null) entry.mimeType;
      categories = lib.optionals (entry.categories != null) entry.categories;
      extraConfig = entry.settings;
    };
  entries = config.xdg.desktopEntries;
in
{
  options.xdg.desktopEntries = mkOption {
    type = types.attrsOf (types.submodule entry);
    default = { };
    description = "Entries of application menus; one with the name of a package's takes its place.";
  };

  config = lib.mkIf (entries != { }) {
    assertions = [ (lib.hm.assertions.assertPlatform "xdg.desktopEntries" pkgs lib.platforms.linux) ];
    home.packages = map lib.hiPrio (lib.mapAttrsToList file entries);
  };
}
