# Parts of attribute sets: by name, by predicate, by kind.
lib:
let
  inherit (builtins)
    all
    attrNames
    concatMap
    filter
    isAttrs
    listToAttrs
    removeAttrs
    ;
in
{
  attrVals = names: set: map (name: set.${name}) names;
  getAttrs = names: set: lib.genAttrs names (name: set.${name});
  filterAttrs =
    predicate: set: removeAttrs set (filter (name: !predicate name set.${name}) (attrNames set));
  filterAttrsRecursive =
    predicate: set:
    listToAttrs (
      concatMap (
        name:
        let
          value = set.${name};
        in
        if predicate name value then
          [
            {
              inherit name;
              value = if isAttrs value then lib.filterAttrsRecursive predicate value else value;
            }
          ]
        else
          [ ]
      ) (attrNames set)
    );
  # The values for which the predicate holds, found without looking into them, in the order of names.
  collect =
    predicate: value:
    if predicate value then
      [ value ]
    else if isAttrs value then
      concatMap (lib.collect predicate) (builtins.attrValues value)
    else
      [ ];
  intersectAttrs = builtins.intersectAttrs;
  # Whether the second set has everything that the first asks for, at every depth.
  matchAttrs =
    pattern: set:
    assert isAttrs pattern;
    all (
      name:
      set ? ${name}
      && (
        let
          wanted = pattern.${name};
          given = set.${name};
        in
        if isAttrs wanted && isAttrs given then lib.matchAttrs wanted given else wanted == given
      )
    ) (attrNames pattern);
  optionalAttrs = condition: set: if condition then set else { };
  isDerivation = value: value.type or null == "derivation";
}
