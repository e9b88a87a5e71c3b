# Sections of the files of aerc.
{ lib }:
let
  inherit (lib) types;
  atom = with types; nullOr (oneOf [ str int bool float ]);
  value = types.either atom (types.listOf atom) // {
    description = "values (null, bool, int, string, or float) or a list of values, that will be joined with a comma";
  };
in
rec {
  section = types.attrsOf value;
  sections = types.attrsOf (types.either types.lines section);
  sectionsOrLines = types.either types.lines sections;
}
