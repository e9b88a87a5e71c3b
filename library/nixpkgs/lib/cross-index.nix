# The six pairs of platforms that a package can be for, as names with a prefix and without.
lib:
let
  pairs = [
    "BuildBuild"
    "BuildHost"
    "BuildTarget"
    "HostHost"
    "HostTarget"
    "TargetTarget"
  ];
  plain = pair: lib.toLower (builtins.substring 0 1 pair) + builtins.substring 1 (-1) pair;
in
{
  renameCrossIndexFrom =
    prefix: set:
    builtins.listToAttrs (map (pair: lib.nameValuePair (plain pair) set.${prefix + pair}) pairs);
  renameCrossIndexTo =
    prefix: set:
    builtins.listToAttrs (map (pair: lib.nameValuePair (prefix + pair) set.${plain pair}) pairs);
  mapCrossIndex = function: set: lib.genAttrs (map plain pairs) (pair: function set.${pair});
}
