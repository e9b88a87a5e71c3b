# `types.attrListOf`: ordered lists of attributes, written as a list of sets of one attribute or as a set.
lib:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    foldl'
    head
    isAttrs
    isList
    length
    sort
    typeOf
    ;
  inherit (lib.modules)
    defaultOrderPriority
    defaultOverridePriority
    mergeDefinitions
    mkDefinition
    mkOrder
    mkOverride
    ;
  inherit (lib.options) showDefs showOption;
  inherit (lib.types) attrListWith isType mkOptionType;
  inherit (import ./helpers.nix lib)
    coherent
    headError
    mergeWith
    phrase
    ;

  # The order and priority around a value; the priority stays on the value.
  unwrap =
    value:
    let
      inner = unwrap value.content;
      type = value._type or null;
    in
    # Nothing is looked into further than needed: a value that is overridden may be one that fails.
    if type == "order" then
      {
        inherit (inner) value priority;
        order = value.priority;
      }
    else if type == "override" then
      {
        inherit (inner) order;
        inherit (value) priority;
        value = mkOverride value.priority inner.value;
      }
    else
      {
        inherit value;
        order = defaultOrderPriority;
        priority = defaultOverridePriority;
      };
in
{
  attrListOf = elemType: attrListWith { inherit elemType; };
  attrListWith =
    {
      elemType,
      # Whether the value is one set, in which attributes of the same name are merged.
      asAttrs ? false,
      mergeAttrValues ? (_name: values: values),
    }:
    let
      description = "attribute list of ${
        phrase [
          "noun"
          "composite"
        ] elemType
      }";
      check = coherent (value: isList value || isAttrs value);
      fromSet = file: set: map (key: unwrap set.${key} // { inherit file key; }) (attrNames set);
      fromItem =
        loc: file: raw:
        let
          isOrdered = isType "order" raw;
          item = if isOrdered then raw.content else raw;
          count = toString (length (attrNames item));
          problem =
            if isAttrs item then
              "Each list element must be a single-key attribute set, but got ${count} keys"
            else
              "Each list element must be an attribute set, but got ${typeOf item}";
        in
        if isAttrs item && length (attrNames item) == 1 then
          head (fromSet file item) // lib.optionalAttrs isOrdered { order = raw.priority; }
        else
          throw "A definition for option `${showOption loc}' is not of type `${description}'. ${problem}.${
            showDefs [
              {
                inherit file;
                value = raw;
              }
            ]
          }";
    in
    mkOptionType {
      name = "attrListOf";
      inherit description check;
      descriptionClass = "composite";
      merge = mergeWith (
        { loc, defs }:
        let
          items = concatMap (
            definition:
            if isList definition.value then
              map (fromItem loc definition.file) definition.value
            else
              fromSet definition.file definition.value
          ) defs;
          strongest = foldl' (
            known: item:
            if item.priority < known.${item.key} or defaultOverridePriority then
              known // { ${item.key} = item.priority; }
            else
              known
          ) { } items;
          winners = filter (
            item: item.priority == strongest.${item.key} or defaultOverridePriority
          ) items;
          results = filter (result: result.merged.isDefined) (
            map (
              item:
              item
              // {
                merged = mergeDefinitions (loc ++ [ item.key ]) elemType [ { inherit (item) file value; } ];
              }
            ) (sort (a: b: a.order < b.order) winners)
          );
          single = result: { ${result.key} = result.merged.mergedValue; };
          attrListValue = map single results;
        in
        {
          headError = headError check defs;
          value = if asAttrs then lib.zipAttrsWith mergeAttrValues attrListValue else attrListValue;
          valueMeta = {
            inherit attrListValue;
            attrList = map (result: result.merged.checkedAndMerged.valueMeta) results;
            definitions = map (
              result:
              mkDefinition {
                inherit (result) file;
                value = mkOrder result.order (single result);
              }
            ) results;
          };
        }
      );
      emptyValue.value = if asAttrs then { } else [ ];
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "*" ]);
      inherit (elemType) getSubModules;
      substSubModules =
        modules:
        attrListWith {
          inherit asAttrs mergeAttrValues;
          elemType = elemType.substSubModules modules;
        };
      typeMerge = _other: null;
      nestedTypes.elemType = elemType;
    };
}
