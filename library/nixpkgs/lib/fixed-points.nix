# `lib.fixedPoints`: sets that refer to themselves, and overlays over them.
lib: rec {
  fix =
    function:
    let
      result = function result;
    in
    result;
  # Keeps the function beside its result, for later extension.
  fix' =
    function:
    let
      result = function result // {
        __unfix__ = function;
      };
    in
    result;
  # Applies a function until its result no longer changes.
  converge =
    function: start:
    let
      next = function start;
    in
    if next == start then start else converge function next;
  extends =
    overlay: base: final:
    let
      previous = base final;
    in
    previous // overlay final previous;
  composeExtensions =
    first: second: final: previous:
    let
      afterFirst = first final previous;
      changes = second final (previous // afterFirst);
    in
    afterFirst // changes;
  composeManyExtensions = lib.foldr composeExtensions (_final: _previous: { });
  makeExtensible = makeExtensibleWithCustomName "extend";
  makeExtensibleWithCustomName =
    name: function:
    fix' (
      final:
      function final
      // {
        ${name} = overlay: makeExtensibleWithCustomName name (extends overlay function);
      }
    );
  # An overlay out of an overlay, a function of the previous set alone, or a plain set.
  toExtension =
    value:
    if !lib.isFunction value then
      _final: _previous: value
    else
      final: previous:
      let
        once = value previous;
      in
      if lib.isFunction once then value final previous else once;
}
