# Attribute sets out of others, name by name, and to and from lists.
lib:
let
  inherit (builtins)
    attrNames
    concatMap
    foldl'
    isAttrs
    listToAttrs
    mapAttrs
    ;
in
{
  nameValuePair = name: value: { inherit name value; };
  mapAttrs' = function: set: listToAttrs (lib.mapAttrsToList function set);
  mapAttrsToList = function: set: map (name: function name set.${name}) (attrNames set);
  attrsToList = lib.mapAttrsToList lib.nameValuePair;
  concatMapAttrs = function: set: lib.mergeAttrsList (lib.mapAttrsToList function set);
  genAttrs = names: function: lib.genAttrs' names (name: lib.nameValuePair name (function name));
  genAttrs' = names: function: listToAttrs (map function names);

  mapAttrsRecursive = lib.mapAttrsRecursiveCond (_set: true);
  mapAttrsRecursiveCond =
    condition: function: set:
    let
      go =
        path:
        mapAttrs (
          name: value:
          let
            here = path ++ [ name ];
          in
          if isAttrs value && condition value then go here value else function here value
        );
    in
    go [ ] set;
  mapAttrsToListRecursive = lib.mapAttrsToListRecursiveCond (_path: _set: true);
  mapAttrsToListRecursiveCond =
    condition: function:
    let
      go =
        path: set:
        concatMap (
          name:
          let
            value = set.${name};
            here = path ++ [ name ];
          in
          if isAttrs value && condition here value then go here value else [ (function here value) ]
        ) (attrNames set);
    in
    go [ ];

  foldlAttrs =
    function: start: set:
    foldl' (state: name: function state name set.${name}) start (attrNames set);
  foldAttrs =
    function: start: sets:
    foldl' (
      state: set: foldl' (inner: name: inner // { ${name} = function set.${name} (inner.${name} or start); }) state (attrNames set)
    ) { } (lib.reverseList sets);

  # All ways to take one element of each list of a set of lists.
  cartesianProduct =
    set:
    foldl' (
      partial: name: concatMap (one: map (value: one // { ${name} = value; }) set.${name}) partial
    ) [ { } ] (attrNames set);
  mapCartesianProduct = function: set: map function (lib.cartesianProduct set);
}
