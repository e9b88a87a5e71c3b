# What stays in the Dock: applications and, beside them, folders and files.
{ lib }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; }) flag maybe need opt;

  url = kind: path: {
    _CFURLString = path;
    _CFURLStringType = kind;
  };
  tile =
    tag: path: more: {
      tile-type = "${tag}-tile";
      tile-data = {
        file-data = url 15 "file://${path}";
      }
      // more;
    };
  tiles = f: option: option // { apply = list: if list == null then null else map f list; };
  list =
    fromPath: tags:
    maybe (types.listOf (types.coercedTo (types.either types.str types.path) fromPath (types.attrTag tags)));

  arrangements = [
    "name"
    "date-added"
    "date-modified"
    "date-created"
    "kind"
  ];
  displays = [
    "stack"
    "folder"
  ];
  views = [
    "automatic"
    "fan"
    "grid"
    "list"
  ];
  place = values: value: lib.lists.findFirstIndex (other: other == value) null values;
  choice = values: opt (types.enum values) (lib.head values);
  folder = types.submodule {
    options = {
      path = need types.str "The folder.";
      arrangement = choice arrangements "What its files are sorted by.";
      displayas = choice displays "Whether the Dock shows the folder or its files.";
      showas = choice views "How it opens.";
    };
  };
  isFile = path: lib.hasInfix "." (lib.last (lib.splitString "/" path));
in
{
  persistent-apps =
    tiles
      (
        item:
        if item ? app then
          { tile-data.file-data = url 0 item.app; }
        else if item ? spacer then
          {
            tile-data = { };
            tile-type = if item.spacer.small then "small-spacer-tile" else "spacer-tile";
          }
        else if item ? folder then
          tile "directory" item.folder { }
        else
          tile "file" item.file { }
      )
      (
        list (path: { app = path; }) {
          app = need types.str "An application.";
          file = need types.str "A file.";
          folder = need types.str "A folder.";
          spacer = need (types.submodule {
            options.small = flag "Whether the gap is narrow.";
          }) "A gap.";
        } "Applications that stay, also files, folders and gaps."
      );
  persistent-others =
    tiles
      (
        item:
        if item ? folder then
          tile "directory" item.folder.path {
            arrangement = place arrangements item.folder.arrangement + 1;
            displayas = place displays item.folder.displayas;
            showas = place views item.folder.showas;
          }
        else
          tile "file" item.file { }
      )
      (
        list
          (
            given:
            let
              path = toString given;
            in
            if isFile path then { file = path; } else { folder = path; }
          )
          {
            file = need types.str "A file.";
            folder = need (types.coercedTo types.str (path: { inherit path; }) folder) "A folder.";
          }
          "Folders and files that stay."
      );
}
