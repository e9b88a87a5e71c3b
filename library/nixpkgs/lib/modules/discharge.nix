# Properties taken off again: pushed down to the attributes below, or decided.
lib:
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
  inherit (lib.modules)
    defaultOrderPriority
    defaultOverridePriority
    mkIf
    mkOverride
    ;

  onEach = wrap: value: if isAttrs value then mapAttrs (_name: wrap) value else value;
  isOverride = value: value._type or "" == "override";
  isOrder = value: value._type or "" == "order";
  priorityOf =
    definition:
    if isOverride definition.value then definition.value.priority else defaultOverridePriority;
  withoutOverride =
    definition:
    if isOverride definition.value then
      definition // { value = definition.value.content; }
    else
      definition;
  withOrder =
    definition:
    if isOrder definition.value then
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
    config:
    let
      type = config._type or "";
    in
    if type == "" then
      [ config ]
    else if type == "merge" then
      concatMap pushDownProperties config.contents
    else if type == "if" then
      map (onEach (mkIf config.condition)) (pushDownProperties config.content)
    else if type == "override" then
      map (onEach (mkOverride config.priority)) (pushDownProperties config.content)
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
    definitions:
    if length definitions == 1 then
      {
        values = map withoutOverride definitions;
        highestPrio = priorityOf (head definitions);
      }
    else
      let
        highestPrio = foldl' (
          strongest: definition:
          let
            priority = priorityOf definition;
          in
          if priority < strongest then priority else strongest
        ) 9999 definitions;
      in
      {
        inherit highestPrio;
        values = concatMap (
          definition: if priorityOf definition == highestPrio then [ (withoutOverride definition) ] else [ ]
        ) definitions;
      };

  sortProperties =
    definitions:
    sort (
      a: b: (a.priority or defaultOrderPriority) < (b.priority or defaultOrderPriority)
    ) (map withOrder definitions);
}
