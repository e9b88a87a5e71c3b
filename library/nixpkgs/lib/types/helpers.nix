# What the files about types share.
lib:
let
  inherit (builtins) all filter;
in
{
  # The description of a type inside of another's, in parentheses unless it is of one of these word classes.
  phrase = classes: lib.types.optionDescriptionPhrase (class: builtins.elem class classes);

  # The functor of a type with one element type.
  elemFunctor = name: make: payload: {
    inherit name payload;
    type = make;
    binOp =
      left: right:
      let
        elemType = left.elemType.typeMerge right.elemType.functor;
      in
      if elemType == null then null else { inherit elemType; };
  };

  # A check of the second kind: the merge of the type knows it.
  coherent = predicate: {
    __functor = _self: predicate;
    isV2MergeCoherent = true;
  };
  # A merge of the second kind: `{ loc, defs }` to `{ headError, value, valueMeta }`.
  mergeWith = v2: {
    inherit v2;
    __functor =
      self: loc: defs:
      (self.v2 { inherit loc defs; }).value;
  };
  # The error of definitions that do not pass; null if all do.
  headError =
    check: defs:
    if all (def: check def.value) defs then
      null
    else
      {
        message = "Definition values: ${
          lib.options.showDefs (filter (def: !check def.value) defs)
        }";
      };
  # Checks and merges with a type of either kind.
  checkAndMerge =
    type: loc: defs:
    if type.merge ? v2 then
      if type.check.isV2MergeCoherent or false then
        type.merge.v2 { inherit loc defs; }
      else
        import ../modules/coherence.nix lib loc type
    else
      {
        value = type.merge loc defs;
        valueMeta = { };
        headError =
          if all (def: type.check def.value) defs then
            null
          else
            {
              message = "Definition values: ${
                lib.options.showDefs (filter (def: !type.check def.value) defs)
              }";
            };
      };
}
