# `lib.debug`: printing values on the way, and tests.
lib:
let
  inherit (builtins)
    attrNames
    deepSeq
    isAttrs
    isList
    mapAttrs
    trace
    ;
  inherit (lib.generators) toPretty;

  identity = value: value;
  # A value down to a depth; what lies deeper is not forced.
  shallow =
    depth: value:
    if depth == 0 then
      if isList value then
        if value == [ ] then [ ] else "[…]"
      else if isAttrs value && !lib.isDerivation value then
        if value == { } then { } else "{…}"
      else
        value
    else if isList value then
      map (shallow (depth - 1)) value
    else if isAttrs value && !lib.isDerivation value then
      mapAttrs (_name: shallow (depth - 1)) value
    else
      value;
  # Derivations and functions as text, so that printing does not look into them.
  plain =
    value:
    if lib.isDerivation value then
      "<drv:${value.name or "?"}>"
    else if isAttrs value then
      mapAttrs (_name: plain) value
    else if isList value then
      map plain value
    else
      value;
in
rec {
  inherit (builtins) addErrorContext trace unsafeGetAttrPos;
  traceIf = condition: message: value: if condition then trace message value else value;
  traceValFn = show: value: trace (show value) value;
  traceVal = traceValFn identity;
  traceSeq = shown: value: trace (deepSeq shown shown) value;
  traceSeqN =
    depth: shown: value:
    let
      cut = plain (shallow depth shown);
    in
    trace (toPretty { allowPrettyValues = true; } (deepSeq cut cut)) value;
  traceValSeqFn = show: value: traceValFn show (deepSeq value value);
  traceValSeq = traceValSeqFn identity;
  traceValSeqNFn =
    show: depth: value:
    traceSeqN depth (show value) value;
  traceValSeqN = traceValSeqNFn identity;
  traceFnSeqN =
    depth: name: function: argument:
    let
      result = function argument;
    in
    traceSeqN (depth + 1) {
      fn = name;
      from = argument;
      to = result;
    } result;

  # The tests (attributes `test*`, or those listed in `tests`) whose `expr` is not what is `expected`.
  runTests =
    tests:
    let
      listed = tests.tests or [ ];
      isWanted = name: if listed == [ ] then builtins.substring 0 4 name == "test" && name != "tests" else builtins.elem name listed;
      run =
        name:
        let
          test = tests.${name};
        in
        lib.optional (isWanted name && test.expr != test.expected) {
          inherit name;
          inherit (test) expected;
          result = test.expr;
        };
    in
    builtins.concatMap run (attrNames tests);
  testAllTrue = expr: {
    inherit expr;
    expected = map (_value: true) expr;
  };
  throwTestFailures =
    {
      failures,
      description ? "tests",
      ...
    }:
    let
      show = value: builtins.unsafeDiscardStringContext (toPretty { allowPrettyValues = true; } value);
      report = failure: ''
        FAIL ${show failure.name}:
        Expected:
        ${show failure.expected}

        Result:
        ${show failure.result}
      '';
      traced = builtins.foldl' (_previous: failure: traceVal (report failure)) null failures;
      names = lib.concatMapStringsSep "\n- " (failure: failure.name) failures;
    in
    if failures == [ ] then
      null
    else
      throw (
        builtins.seq traced "${toString (builtins.length failures)} ${description} failed:\n- ${names}\n\n${builtins.toJSON failures}"
      );
}
