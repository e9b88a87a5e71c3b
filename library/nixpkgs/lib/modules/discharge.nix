# Properties taken off again: pushed down to the attributes below, or decided.
#
# hmeval knows these functions by their text and runs them natively (`docs/modules.md`).
_lib: modules:
let
  inherit (builtins)
    concatMap
    foldl'
    head
    isAttrs
    isBool
    length
    mapAttrs
    sort
    ;
  inherit (modules)
    defaultOrderPriority
    defaultOverridePriority
    mkIf
    mkOverride
    ;

  withOrder =
    definition:
    if definition.value._type or "" == "order" then
      definition
      // {
        value = definition.value.content;
        inherit (definition.value) priority;
      }
    else
      definition;
in
rec {
  # `mkIf c { a = x; }` as `[ { a = mkIf c x; } ]`, so that the condition is not needed to know the names.
  pushDownProperties =
    let
      mapAttrsIfAttrs = wrap: value: if isAttrs value then mapAttrs (_name: wrap) value else value;
    in
    config:
    let
      type = config._type or "";
    in
    if type == "merge" then
      concatMap pushDownProperties config.contents
    else if type == "if" then
      map (mapAttrsIfAttrs (mkIf config.condition)) (pushDownProperties config.content)
    else if type == "override" then
      map (mapAttrsIfAttrs (mkOverride config.priority)) (pushDownProperties config.content)
    else
      [ config ];

  # The values of a definition whose conditions hold.
  dischargeProperties =
    value:
    let
      type = value._type or "";
    in
    if type == "merge" then
      concatMap dischargeProperties value.contents
    else if type == "if" then
      if !isBool value.condition then
        throw "‘mkIf’ called with a non-Boolean condition"
      else if value.condition then
        dischargeProperties value.content
      else
        [ ]
    else
      [ value ];

  # The definitions of the strongest priority there is, and that priority.
  filterOverrides = definitions: (filterOverrides' definitions).values;
  filterOverrides' =
    let
      getPrio =
        definition:
        if definition.value._type or "" == "override" then
          definition.value.priority
        else
          defaultOverridePriority;
      strip =
        definition:
        if definition.value._type or "" == "override" then
          definition // { value = definition.value.content; }
        else
          definition;
    in
    definitions:
    if length definitions == 1 then
      {
        values = map strip definitions;
        highestPrio = getPrio (head definitions);
      }
    else
      let
        highestPrio = foldl' (
          strongest: definition:
          let
            priority = getPrio definition;
          in
          if priority < strongest then priority else strongest
        ) 9999 definitions;
      in
      {
        inherit highestPrio;
        values = concatMap (
          definition: if getPrio definition == highestPrio then [ (strip definition) ] else [ ]
        ) definitions;
      };

  sortProperties =
    definitions:
    sort (
      a: b: (a.priority or defaultOrderPriority) < (b.priority or defaultOrderPriority)
    ) (map withOrder definitions);
}
