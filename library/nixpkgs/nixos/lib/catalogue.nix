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
    described
    enabled
    flag
    internal
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
  inherit (formats) ini;
  sectionWithLists = sectionOf { listToValue = lib.concatMapStringsSep " " toString; };
  sectionWithDuplicates = sectionOf { listsAsDuplicateKeys = true; };
  atom = (formats.ini { }).lib.types.atom // {
    description = "atom (null, bool, int, float or string)";
  };
  # One of them, or several for a key that is there several times.
  atoms = (formats.ini { listsAsDuplicateKeys = true; }).lib.types.atom // {
    description = "atom (null, bool, int, float or string) or a list of them for duplicate keys";
  };
  # Packages by their names.
  named = packages: lib.listToAttrs (map (package: lib.nameValuePair (lib.getName package) package) packages);
  oneLine = lib.types.strMatching "[^\n\r]*" // {
    description = "single-line string";
  };
}
