# Types that are one of several, and types with a condition or a conversion.
lib:
let
  inherit (builtins)
    attrNames
    elem
    elemAt
    head
    isAttrs
    isBool
    isInt
    isString
    length
    mapAttrs
    tail
    typeOf
    ;
  inherit (lib.options)
    getFiles
    mergeEqualOption
    mergeOneOption
    showDefs
    showFiles
    showOption
    ;
  inherit (lib.types)
    attrsOf
    coercedTo
    defaultFunctor
    either
    listOf
    mkOptionType
    nullOr
    oneOf
    ;
  inherit (import ./helpers.nix lib)
    checkAndMerge
    coherent
    headError
    mergeWith
    phrase
    ;
  nounOrConjunction = phrase [
    "noun"
    "conjunction"
  ];
in
{
  enum =
    values:
    let
      show =
        value:
        if isString value then
          ''"${value}"''
        else if isInt value then
          toString value
        else if isBool value then
          lib.boolToString value
        else
          "<${typeOf value}>";
      count = length values;
    in
    mkOptionType {
      name = "enum";
      description =
        if count == 0 then
          "impossible (empty enum)"
        else if count == 1 then
          "value ${show (head values)} (singular enum)"
        else
          "one of ${lib.concatMapStringsSep ", " show values}";
      descriptionClass = if count < 2 then "noun" else "conjunction";
      check = value: elem value values;
      merge = mergeEqualOption;
      functor = defaultFunctor "enum" // {
        type = payload: lib.finalTypes.enum payload.values;
        payload = { inherit values; };
        binOp = left: right: { values = lib.unique (left.values ++ right.values); };
      };
    };

  either =
    left: right:
    let
      name = "either";
      functor = {
        inherit name;
        type = payload: lib.finalTypes.either (head payload.elemType) (elemAt payload.elemType 1);
        payload.elemType = [
          left
          right
        ];
        binOp =
          a: b:
          let
            one = (head a.elemType).typeMerge (head b.elemType).functor;
            other = (elemAt a.elemType 1).typeMerge (elemAt b.elemType 1).functor;
          in
          if one == null || other == null then
            null
          else
            {
              elemType = [
                one
                other
              ];
            };
      };
    in
    mkOptionType {
      inherit name functor;
      description =
        if left.descriptionClass or null == "nonRestrictiveClause" then
          "${left.description}, or ${nounOrConjunction right}"
        else
          "${nounOrConjunction left} or ${
            phrase [
              "noun"
              "conjunction"
              "composite"
            ] right
          }";
      descriptionClass = "conjunction";
      check = coherent (value: left.check value || right.check value);
      merge = mergeWith (
        { loc, defs }:
        let
          asLeft = checkAndMerge left loc defs;
          asRight = checkAndMerge right loc defs;
          message = "The option `${showOption loc}` is neither a value of type `${left.description}` nor `${right.description}`, Definition values: ${showDefs defs}";
          headError = { inherit message; };
        in
        if asLeft.headError == null then
          asLeft
        else if asRight.headError == null then
          asRight
        else
          {
            inherit headError;
            valueMeta = { inherit headError; };
            value = lib.warn ''
              One or more definitions did not pass the type-check of the 'either' type.
              ${message}
              If `either`, `oneOf` or similar is used in freeformType, ensure that it is preceded by an 'attrsOf' such as: `freeformType = types.attrsOf (types.either t1 t2)`.
              Otherwise consider using the correct type for the option `${showOption loc}`.  This will be an error in Nixpkgs 26.05.
            '' (mergeOneOption loc defs);
          }
      );
      nestedTypes = { inherit left right; };
    };
  oneOf =
    types:
    if types == [ ] then
      throw "types.oneOf needs to get at least one type in its argument"
    else
      builtins.foldl' either (head types) (tail types);

  coercedTo =
    from: convert: to:
    let
      check = coherent (value: (from.check value && to.check (convert value)) || to.check value);
      isConvertible =
        loc: definition:
        if from.merge ? v2 then
          (checkAndMerge from loc [ definition ]).headError == null
        else
          from.check definition.value;
      converted =
        loc: definition:
        definition
        // {
          value = if isConvertible loc definition then convert definition.value else definition.value;
        };
    in
    assert lib.assertMsg (from.getSubModules == null)
      "coercedTo: coercedType must not have submodules (it’s a ${from.description})";
    mkOptionType {
      name = "coercedTo";
      description = "${phrase [ "noun" ] to} or ${phrase [ "noun" ] from} convertible to it";
      inherit check;
      merge = mergeWith (
        { loc, defs }:
        let
          definitions = map (converted loc) defs;
        in
        if to.merge ? v2 then
          checkAndMerge to loc definitions
        else
          {
            value = to.merge loc definitions;
            valueMeta = { };
            headError = headError check defs;
          }
      );
      inherit (to) emptyValue getSubOptions getSubModules;
      substSubModules = modules: coercedTo from convert (to.substSubModules modules);
      typeMerge = _other: null;
      nestedTypes = {
        coercedType = from;
        finalType = to;
      };
    };

  addCheck =
    type: predicate:
    if type.merge ? v2 then
      let
        check = coherent (value: type.check value && predicate value);
      in
      type
      // {
        inherit check;
        merge = mergeWith (
          { loc, defs }:
          let
            result = checkAndMerge type loc defs;
          in
          result
          // {
            headError = if result.headError != null then result.headError else headError check defs;
          }
        );
      }
    else
      type // { check = value: type.check value && predicate value; };

  # Values that can be written in a data format.
  serializableValueWith =
    {
      typeName,
      nullable ? true,
    }:
    let
      some = oneOf [
        lib.types.bool
        lib.types.int
        lib.types.float
        lib.types.str
        lib.types.path
        (attrsOf value)
        (listOf value)
      ];
      value = (if nullable then nullOr some else some) // {
        description = "${typeName} value";
      };
    in
    value;
  json = lib.types.serializableValueWith { typeName = "JSON"; };
  toml = lib.types.serializableValueWith {
    typeName = "TOML";
    nullable = false;
  };

  # A set of exactly one attribute, whose name says which option it is.
  attrTag = import ./attr-tag.nix lib;
}
