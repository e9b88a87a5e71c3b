# The definitions of one option made its value.
#
# hmeval knows the first two of these functions by their text and runs them natively (`docs/modules.md`).
lib: modules:
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
  inherit (modules)
    defaultOverridePriority
    dischargeProperties
    filterOverrides'
    mergeDefinitions
    mkOptionDefault
    pushDownProperties
    sortProperties
    ;
  inherit (lib.options) showDefs showFiles showOption;

  # What a type's own merge gave, if its check belongs to it.
  checkV2MergeCoherence =
    location: type: merged:
    if type.check.isV2MergeCoherent or false then
      merged
    else
      import ./coherence.nix lib location type;
in
{
  mergeDefinitions =
    location: type: definitions:
    let
      inFile = file: addErrorContext "while evaluating definitions from `${file}':";
      isPlain =
        definition: inFile definition.file (!(isAttrs definition.value && definition.value ? _type));
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
      filtered = filterOverrides' (normalize definitions);
      notOfType = "A definition for option `${showOption location}' is not of type `${type.description}'.";
    in
    rec {
      # What counts: of the strongest priority, in order.
      defsFinal' =
        # By far the most frequent case: one definition without any property.
        if length definitions == 1 && isPlain (head definitions) then
          {
            values = definitions;
            highestPrio = defaultOverridePriority;
          }
        else
          {
            values =
              if any (definition: definition.value._type or "" == "order") filtered.values then
                sortProperties filtered.values
              else
                filtered.values;
            inherit (filtered) highestPrio;
          };
      defsFinal = defsFinal'.values;
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
      # Types of the second kind check and merge at once, and say more than the value.
      checkedAndMerged =
        if type.merge ? v2 then
          let
            merged = checkV2MergeCoherence location type (
              type.merge.v2 {
                loc = location;
                defs = defsFinal;
              }
            );
          in
          merged
          // {
            valueMeta = merged.valueMeta // {
              _internal = {
                inherit type;
              };
            };
          }
        else
          {
            headError = null;
            value = mergedValue;
            valueMeta = { };
          };
      isDefined = defsFinal != [ ];
      optionalValue = if isDefined then { value = mergedValue; } else { };
    };

  # An option with its value, and with what is known of how that came about.
  evalOptionValue =
    location: option: definitions:
    let
      given =
        if option ? default then
          [
            {
              file = head option.declarations;
              value = mkOptionDefault option.default;
            }
          ]
          ++ definitions
        else
          definitions;
      alone =
        definition:
        definition // { value = (mergeDefinitions location option.type [ definition ]).mergedValue; };
      result =
        if option.readOnly or false && length given > 1 then
          throw "The option `${showOption location}' is read-only, but it's set multiple times. Definition values:${showDefs (map alone given)}"
        else
          mergeDefinitions location option.type given;
      warnDeprecated =
        if option.type.deprecationMessage == null then
          declared: declared
        else
          lib.warn "The type `types.${option.type.name}' of option `${showOption location}' defined in ${showFiles option.declarations} is deprecated. ${option.type.deprecationMessage}";
    in
    warnDeprecated option
    // {
      value = addErrorContext "while evaluating the option `${showOption location}':" (
        if option ? apply then option.apply result.mergedValue else result.mergedValue
      );
      inherit (result.defsFinal') highestPrio;
      definitions = map (definition: definition.value) result.defsFinal;
      files = map (definition: definition.file) result.defsFinal;
      definitionsWithLocations = result.defsFinal;
      inherit (result) isDefined;
      inherit (result.checkedAndMerged) valueMeta;
      __toString = _self: showOption location;
    };

  # For an option of attributes: the value and the strongest priority of each attribute.
  mergeAttrDefinitionsWithPrio =
    option:
    let
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
        result = mergeDefinitions (option.loc ++ [ name ]) option.type.nestedTypes.elemType definitions;
      in
      {
        value = result.mergedValue;
        inherit (result.defsFinal') highestPrio;
      }
    ) byName;
}
