# The configuration language of Hyprland: the important fields, then the sections, then the others.
{ lib }:
{
  attrs,
  indentLevel ? 0,
  # Fields whose names begin so come before everything else.
  importantPrefixes ? [ "$" ],
}:
let
  isNested = v: lib.isAttrs v || lib.isList v;

  body =
    indent: set:
    let
      important = name: lib.any (prefix: lib.hasPrefix prefix name) importantPrefixes;
      where = test: lib.filterAttrs test set;
      fields = lib.generators.toKeyValue {
        inherit indent;
        listsAsDuplicateKeys = true;
      };
      section =
        name: value:
        if lib.isList value then
          lib.concatMapStringsSep (if lib.all lib.isAttrs value then "\n" else "") (section name) value
        else if lib.isAttrs value then
          "${indent}${name} {\n${body "  ${indent}" value}${indent}}\n"
        else
          body indent { ${name} = value; };
    in
    fields (where (name: _: important name))
    + lib.concatStringsSep "\n" (
      lib.mapAttrsToList section (where (name: value: isNested value && !important name))
    )
    + fields (where (name: value: !isNested value && !important name));
in
body (lib.concatStrings (lib.replicate indentLevel "  ")) attrs
