# The definitions of one option made its value.
lib:
let
  inherit (builtins)
    addErrorContext
    all
    any
    concatMap
    filter
    head
    isAttrs
    length
    ;
  inherit (lib.modules) defaultOverridePriority sortProperties;
  inherit (import ./discharge.nix lib) dischargeProperties filterOverrides';
  inherit (lib.options) showDefs showFiles showOption;

  inFile = file: addErrorContext "while evaluating definitions from `${file}':";
  isPlain = definition: inFile definition.file (!(isAttrs definition.value && definition.value ? _type));

  # Every definition with its properties decided; one definition may have become none or many.
  normalize = concatMap (
    definition:
    map (
      value:
      if value._type or null == "definition" then
        value
      else
        {
          inherit (definition) file;
          inherit value;
        }
    ) (inFile definition.file (dischargeProperties definition.value))
  );

  # What counts: of the strongest priority, in order.
  effective =
    definitions:
    # By far the most frequent case: one definition without any property.
    if length definitions == 1 && isPlain (head definitions) then
      {
        values = definitions;
        highestPrio = defaultOverridePriority;
      }
    else
      let
        filtered = filterOverrides' (normalize definitions);
        isOrdered = any (definition: definition.value._type or "" == "order") filtered.values;
      in
      {
        inherit (filtered) highestPrio;
        values = if isOrdered then sortProperties filtered.values else filtered.values;
      };

  optionDefaultPriority = (lib.mkOptionDefault null).priority;

  # A value from the definitions that count.
  mergeEffective =
    location: type: defsFinal':
    let
      defsFinal = defsFinal'.values;
      isDefined = defsFinal != [ ];
      notOfType = "A definition for option `${showOption location}' is not of type `${type.description}'.";
      # Types of the second kind check and merge at once, and say more than the value.
      checkedAndMerged =
        if type.merge ? v2 then
          let
            merged = type.merge.v2 {
              loc = location;
              defs = defsFinal;
            };
            result =
              if type.check.isV2MergeCoherent or false then
                merged
              else
                import ./coherence.nix lib location type;
          in
          {
            inherit (result) headError value;
            valueMeta = result.valueMeta // {
              _internal.type = type;
            };
          }
        else
          {
            headError = null;
            value = mergedValue;
            valueMeta = { };
          };
      mergedValue =
        if !isDefined then
          type.emptyValue.value
            or (throw "The option `${showOption location}' was accessed but has no value defined. Try setting the option.")
        else if type.merge ? v2 then
          if checkedAndMerged.headError == null then
            checkedAndMerged.value
          else
            throw "${notOfType} TypeError: ${checkedAndMerged.headError.message}"
        else if all (definition: type.check definition.value) defsFinal then
          type.merge location defsFinal
        else
          throw "${notOfType} Definition values:${
            showDefs (filter (definition: !type.check definition.value) defsFinal)
          }";
    in
    {
      inherit
        checkedAndMerged
        defsFinal
        defsFinal'
        isDefined
        mergedValue
        ;
      optionalValue = if isDefined then { value = mergedValue; } else { };
    };
in
{
  mergeDefinitions =
    location: type: definitions:
    mergeEffective location type (effective definitions);

  # An option with its value, and with what is known of how that came about.
  evalOptionValue =
    location: option: definitions:
    let
      isDefault = definitions == [ ] && option ? default;
      # What `effective` makes of the default alone, which is the most frequent case there is.
      default =
        let
          definition = {
            file = head option.declarations;
            value = option.default;
          };
          isOrdered = option.default._type or "" == "order";
        in
        {
          highestPrio = optionDefaultPriority;
          values = if isOrdered then sortProperties [ definition ] else [ definition ];
        };
      all' =
        if option ? default then
          [
            {
              file = head option.declarations;
              value = lib.mkOptionDefault option.default;
            }
          ]
          ++ definitions
        else
          definitions;
      merge = lib.modules.mergeDefinitions location option.type;
      alone = definition: definition // { value = (merge [ definition ]).mergedValue; };
      result =
        if option.readOnly or false && length all' > 1 then
          throw "The option `${showOption location}' is read-only, but it's set multiple times. Definition values:${showDefs (map alone all')}"
        else
          mergeEffective location option.type (if isDefault then default else effective all');
      value = if option ? apply then option.apply result.mergedValue else result.mergedValue;
      warnDeprecated =
        if option.type.deprecationMessage == null then
          declared: declared
        else
          lib.warn "The type `types.${option.type.name}' of option `${showOption location}' defined in ${showFiles option.declarations} is deprecated. ${option.type.deprecationMessage}";
    in
    warnDeprecated option
    // {
      value = addErrorContext "while evaluating the option `${showOption location}':" value;
      inherit (result.defsFinal') highestPrio;
      inherit (result) isDefined;
      inherit (result.checkedAndMerged) valueMeta;
      definitions = map (definition: definition.value) result.defsFinal;
      files = map (definition: definition.file) result.defsFinal;
      definitionsWithLocations = result.defsFinal;
      __toString = _self: showOption location;
    };

  # For an option of attributes: the value and the strongest priority of each attribute.
  mergeAttrDefinitionsWithPrio =
    option:
    let
      inherit (import ./discharge.nix lib) pushDownProperties;
      spread =
        definition:
        map (builtins.mapAttrs (_name: value: definition // { inherit value; })) (
          pushDownProperties definition.value
        );
      byName = lib.zipAttrs (concatMap spread option.definitionsWithLocations);
    in
    assert option.type.name == "attrsOf" || option.type.name == "lazyAttrsOf";
    builtins.mapAttrs (
      name: definitions:
      let
        result = lib.modules.mergeDefinitions (option.loc ++ [ name ]) option.type.nestedTypes.elemType definitions;
      in
      {
        value = result.mergedValue;
        inherit (result.defsFinal') highestPrio;
      }
    ) byName;
}
