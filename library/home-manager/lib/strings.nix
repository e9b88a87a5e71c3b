# Strings: names of store paths and the cases of identifiers (`lib.hm.strings`).
{ lib }:
let
  matches = regex: text: builtins.match regex text != null;

  separated =
    separator: text:
    let
      part = p: if builtins.isString p then p else separator + lib.toLower (builtins.head p);
    in
    lib.removePrefix separator (lib.concatMapStrings part (builtins.split "([A-Z])" text));
in
rec {
  # The name that a file gets in the store: `hm_` and what of the path's name a store path may have.
  storeFileName =
    path:
    "hm_"
    + lib.concatStrings (builtins.filter builtins.isString (builtins.split "[^a-zA-Z0-9+._?=]" path));

  toCaseWithSeparator = separated;
  toSnakeCase = separated "_";
  toKebabCase = separated "-";

  isCamelCase = matches "[a-z]+([A-Z][a-z0-9]*)+";
  isPascalCase = matches "[A-Z][a-z0-9]*([A-Z][a-z0-9]*)*";
  isSnakeCase = matches "[a-z0-9]+(_[a-z0-9]+)*";
  isKebabCase = matches "[a-z0-9]+(-[a-z0-9]+)*";
  isScreamingSnakeCase = matches "[A-Z0-9]+(_[A-Z0-9]+)*";

  # A path, the text of a store path, or a derivation.
  isPathLike =
    value:
    lib.isPath value
    || (builtins.isString value && lib.hasPrefix "${builtins.storeDir}/" value)
    || lib.isDerivation value;
}
