# `lib.asserts`: conditions with messages.
lib: rec {
  assertMsg = condition: message: condition || throw message;
  assertOneOf =
    name: value: values:
    assertMsg (builtins.elem value values)
      "${name} must be one of ${lib.generators.toPretty { } values}, but is: ${
        lib.generators.toPretty { } value
      }";
  assertEachOneOf =
    name: values: allowed:
    assertMsg (builtins.all (value: builtins.elem value allowed) values)
      "each element in ${name} must be one of ${lib.generators.toPretty { } allowed}, but is: ${
        lib.generators.toPretty { } values
      }";
  # The assertions and warnings of a configuration in front of a value.
  checkAssertWarn =
    assertions: warnings: value:
    let
      failed = builtins.filter (assertion: !assertion.assertion) assertions;
      list = lib.concatMapStringsSep "\n" (assertion: "- ${assertion.message}") failed;
    in
    if failed != [ ] then throw "\nFailed assertions:\n${list}" else lib.showWarnings warnings value;
}
