# `lib.debug`: printing values on the way, and tests.
lib:
let
  inherit (builtins)
    attrNames
    deepSeq
    filter
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

  # The tests (attributes `test*`) whose `expr` is not what is `expected`.
  runTests =
    tests:
    let
      chosen = tests.tests or (attrNames tests);
      isTest = name: (lib.hasPrefix "test" name || builtins.elem name (tests.tests or [ ])) && name != "tests";
      run =
        name:
        let
          test = tests.${name};
          isError = test ? expectedError;
          got = builtins.tryEval test.expr;
        in
        if isError then
          lib.optional got.success {
            inherit name;
            expected = test.expectedError;
            result = test.expr;
          }
        else
          lib.optional (test.expr != test.expected) {
            inherit name;
            inherit (test) expected;
            result = test.expr;
          };
    in
    builtins.concatMap (name: if isAttrs tests.${name} then run name else [ ]) (
      filter (name: isTest name && builtins.elem name chosen) (attrNames tests)
    );
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
    if failures == [ ] then
      null
    else
      throw "${toString (builtins.length failures)} ${description} failed:\n- ${
        lib.concatMapStringsSep "\n- " (
          failure:
          "${failure.name}: expected ${toPretty { } failure.expected}, but got ${toPretty { } failure.result}"
        ) failures
      }\n\n${toPretty { } failures}";
}
