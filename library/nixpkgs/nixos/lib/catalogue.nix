# What the lists of options of services are written with: the short forms, the types, and packages by name.
{ lib, pkgs }:
let
  options = import ./options.nix { inherit lib; };
  inherit (pkgs) formats;
  # The type of a section of a file with such lists.
  sectionOf = settings: (formats.ini settings).type.nestedTypes.elemType;
in
lib.types
// {
  inherit (options)
    enabled
    flag
    maybe
    need
    opt
    words
    ;
  packaged = name: lib.mkPackageOption pkgs name { };
  packagedOrNone = name: lib.mkPackageOption pkgs name { nullable = true; };
  json = (formats.json { }).type;
  yaml = (formats.yaml { }).type;
  toml = (formats.toml { }).type;
  section = sectionOf { };
  sectionWithLists = sectionOf { listToValue = lib.concatMapStringsSep " " toString; };
  sectionWithDuplicates = sectionOf { listsAsDuplicateKeys = true; };
  inherit ((formats.ini { }).lib.types) atom;
  oneLine = lib.types.strMatching "[^\n\r]*" // {
    description = "single-line string";
  };
}
