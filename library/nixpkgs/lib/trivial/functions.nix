# Combinators: functions about functions and values of any kind.
lib: {
  id = value: value;
  const = value: _ignored: value;
  flip =
    function: first: second:
    function second first;
  pipe = builtins.foldl' (value: function: function value);
  concat = left: right: left ++ right;
  mergeAttrs = left: right: left // right;
  defaultTo = default: value: if value == null then default else value;
  mapNullable = function: value: if value == null then null else function value;

  or = left: right: left || right;
  and = left: right: left && right;
  xor = left: right: (!left) != (!right);

  # A function with attributes `__functionArgs` is one whose formals are said, not written.
  setFunctionArgs = function: formals: {
    __functor = _self: function;
    __functionArgs = formals;
  };
  functionArgs =
    function:
    if function ? __functor then
      function.__functionArgs or (lib.functionArgs (function.__functor function))
    else
      builtins.functionArgs function;
  isFunction =
    value: builtins.isFunction value || (value ? __functor && lib.isFunction (value.__functor value));
  mirrorFunctionArgs =
    function:
    let
      formals = lib.functionArgs function;
    in
    other: lib.setFunctionArgs other formals;
  toFunction = value: if lib.isFunction value then value else _ignored: value;
}
