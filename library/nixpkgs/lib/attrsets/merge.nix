# Several attribute sets made one.
lib:
let
  inherit (builtins)
    attrNames
    elemAt
    intersectAttrs
    isAttrs
    length
    mapAttrs
    zipAttrsWith
    ;
in
{
  inherit zipAttrsWith;
  zipAttrs = zipAttrsWith (_name: values: values);
  # Only for these names, whether or not a set has them.
  zipAttrsWithNames =
    names: function: sets:
    lib.genAttrs names (name: function name (builtins.catAttrs name sets));
  # Halves are merged, so that no element is copied more than logarithmically often.
  mergeAttrsList =
    sets:
    let
      go =
        from: to:
        if to - from >= 2 then
          let
            middle = from + (to - from) / 2;
          in
          go from middle // go middle to
        else
          elemAt sets from;
    in
    if sets == [ ] then { } else go 0 (length sets);
  recursiveUpdateUntil =
    stop: left: right:
    let
      go =
        path:
        zipAttrsWith (
          name: values:
          let
            here = path ++ [ name ];
            newest = builtins.head values;
          in
          if length values == 1 || stop here (elemAt values 1) newest then newest else go here values
        );
    in
    # The right side first: what is taken alone is the head.
    go [ ] [ right left ];
  recursiveUpdate =
    left: right:
    lib.recursiveUpdateUntil (
      _path: old: new:
      !(isAttrs old && isAttrs new)
    ) left right;
  # New values for names that are there already.
  overrideExisting = old: new: mapAttrs (name: value: new.${name} or value) old;
  unionOfDisjoint =
    left: right:
    let
      both = intersectAttrs left right;
      names = builtins.concatStringsSep " " (attrNames both);
      poison = mapAttrs (
        name: _value: throw "unionOfDisjoint: collision on ${name}; complete list: ${names}"
      ) both;
    in
    left // right // poison;
}
