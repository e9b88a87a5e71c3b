# Types with an element type: lists, attribute sets, functions, and wrappers of one type.
lib:
let
  inherit (builtins)
    all
    concatLists
    filter
    head
    isAttrs
    isList
    length
    mapAttrs
    zipAttrsWith
    ;
  inherit (lib.modules) mergeDefinitions;
  inherit (lib.options) getFiles showFiles showOption;
  inherit (lib.types)
    addCheck
    attrsWith
    functionTo
    listOf
    mkOptionType
    nonEmptyListOf
    nullOr
    ;
  inherit (import ./helpers.nix lib)
    coherent
    elemFunctor
    headError
    mergeWith
    phrase
    ;
  nounOrComposite = phrase [
    "noun"
    "composite"
  ];

  attrsFunctor = payload: {
    name = "attrsWith";
    type = lib.finalTypes.attrsWith;
    inherit payload;
    binOp =
      left: right:
      let
        elemType = left.elemType.typeMerge right.elemType.functor;
        # Any other placeholder is preferred over the usual one.
        placeholder =
          if left.placeholder == right.placeholder || right.placeholder == "name" then
            left.placeholder
          else if left.placeholder == "name" then
            right.placeholder
          else
            null;
      in
      if elemType == null || left.lazy != right.lazy || placeholder == null then
        null
      else
        {
          inherit elemType placeholder;
          inherit (left) lazy;
        };
  };
in
{
  listOf =
    elemType:
    let
      check = coherent isList;
    in
    mkOptionType {
      name = "listOf";
      description = "list of ${nounOrComposite elemType}";
      descriptionClass = "composite";
      inherit check;
      merge = mergeWith (
        { loc, defs }:
        let
          element =
            n: file: m: value:
            mergeDefinitions (loc ++ [ "[definition ${toString n}-entry ${toString m}]" ]) elemType [
              { inherit file value; }
            ];
          elements = concatLists (
            lib.imap1 (n: definition: lib.imap1 (element n definition.file) definition.value) defs
          );
          # An element under a false condition is none.
          present = filter (element: element.isDefined) elements;
        in
        {
          headError = headError check defs;
          value = map (element: element.mergedValue) present;
          valueMeta.list = map (element: element.checkedAndMerged.valueMeta) present;
        }
      );
      emptyValue.value = [ ];
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "*" ]);
      inherit (elemType) getSubModules;
      substSubModules = modules: listOf (elemType.substSubModules modules);
      functor = elemFunctor "listOf" (payload: lib.finalTypes.listOf payload.elemType) { inherit elemType; };
      nestedTypes.elemType = elemType;
    };
  nonEmptyListOf =
    elemType:
    let
      list = addCheck (listOf elemType) (value: value != [ ]);
    in
    list
    // {
      description = "non-empty ${phrase [ "noun" ] list}";
      emptyValue = { };
      substSubModules = modules: nonEmptyListOf (elemType.substSubModules modules);
    };

  attrsOf = elemType: attrsWith { inherit elemType; };
  lazyAttrsOf =
    elemType:
    attrsWith {
      inherit elemType;
      lazy = true;
    };
  attrsWith =
    {
      elemType,
      # Lazy: which names there are does not depend on conditions around the values.
      lazy ? false,
      placeholder ? "name",
    }:
    let
      check = coherent isAttrs;
      located = definition: mapAttrs (_name: value: {
        inherit (definition) file;
        inherit value;
      }) definition.value;
    in
    mkOptionType {
      name = if lazy then "lazyAttrsOf" else "attrsOf";
      description = "${if lazy then "lazy attribute set" else "attribute set"} of ${nounOrComposite elemType}";
      descriptionClass = "composite";
      inherit check;
      merge = mergeWith (
        { loc, defs }:
        let
          every = zipAttrsWith (name: mergeDefinitions (loc ++ [ name ]) elemType) (map located defs);
          present = if lazy then every else lib.filterAttrs (_name: result: result.isDefined) every;
          valueOf =
            if lazy then
              result: result.optionalValue.value or elemType.emptyValue.value or result.mergedValue
            else
              result: result.mergedValue;
        in
        {
          headError = headError check defs;
          value = mapAttrs (_name: valueOf) present;
          valueMeta.attrs = mapAttrs (_name: result: result.checkedAndMerged.valueMeta) present;
        }
      );
      emptyValue.value = { };
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "<${placeholder}>" ]);
      inherit (elemType) getSubModules;
      substSubModules =
        modules:
        attrsWith {
          elemType = elemType.substSubModules modules;
          inherit lazy placeholder;
        };
      functor = attrsFunctor { inherit elemType lazy placeholder; };
      nestedTypes.elemType = elemType;
    };
  loaOf =
    elemType:
    lib.types.attrsOf elemType
    // {
      name = "loaOf";
      deprecationMessage = "Mixing lists with attribute values is no longer possible; please use `types.attrsOf` instead. See https://github.com/NixOS/nixpkgs/issues/1800 for the motivation.";
      nestedTypes.elemType = elemType;
    };

  functionTo =
    elemType:
    let
      body = "<function body>";
    in
    mkOptionType {
      name = "functionTo";
      description = "function that evaluates to a(n) ${nounOrComposite elemType}";
      descriptionClass = "composite";
      check = lib.isFunction;
      merge = location: definitions: {
        # An argument is optional if it is for every definition.
        __functionArgs = zipAttrsWith (_name: all (optional: optional)) (
          map (definition: lib.functionArgs definition.value) definitions
        );
        __functor =
          _self: argument:
          (mergeDefinitions (location ++ [ body ]) elemType (
            map (definition: {
              inherit (definition) file;
              value = definition.value argument;
            }) definitions
          )).mergedValue;
      };
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ body ]);
      inherit (elemType) getSubModules;
      substSubModules = modules: functionTo (elemType.substSubModules modules);
      functor = elemFunctor "functionTo" (payload: lib.finalTypes.functionTo payload.elemType) { inherit elemType; };
      nestedTypes.elemType = elemType;
    };

  nullOr =
    elemType:
    mkOptionType {
      name = "nullOr";
      description = "null or ${
        phrase [
          "noun"
          "conjunction"
        ] elemType
      }";
      descriptionClass = "conjunction";
      check = value: value == null || elemType.check value;
      merge =
        location: definitions:
        let
          nulls = length (filter (definition: definition.value == null) definitions);
        in
        if length definitions == 1 && (head definitions).value != null || nulls == 0 then
          elemType.merge location definitions
        else if nulls == length definitions then
          null
        else
          throw "The option `${showOption location}` is defined both null and not null, in ${showFiles (getFiles definitions)}.";
      emptyValue.value = null;
      inherit (elemType) getSubOptions getSubModules;
      substSubModules = modules: nullOr (elemType.substSubModules modules);
      functor = elemFunctor "nullOr" (payload: lib.finalTypes.nullOr payload.elemType) { inherit elemType; };
      nestedTypes.elemType = elemType;
    };

  uniq = lib.types.unique { message = ""; };
  unique =
    { message }:
    type:
    mkOptionType {
      name = "unique";
      inherit (type) description descriptionClass check;
      merge = lib.mergeUniqueOption {
        inherit message;
        inherit (type) merge;
      };
      inherit (type) emptyValue getSubOptions getSubModules;
      substSubModules = modules: lib.types.uniq (type.substSubModules modules);
      functor = elemFunctor "unique" (payload: lib.finalTypes.unique { inherit message; } payload.elemType) {
        elemType = type;
      };
      nestedTypes.elemType = type;
    };
}
