# Ways to make one value of several definitions, for types.
lib:
let
  inherit (builtins)
    all
    concatLists
    foldl'
    head
    isAttrs
    isBool
    isInt
    isList
    isString
    length
    tail
    ;
  inherit (lib.options) getValues showDefs showOption;
  advice = ''
    Use `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.
  '';
in
{
  getValues = map (definition: definition.value);
  getFiles = map (definition: definition.file);

  # By what the values are: functions are merged by their results, lists and strings joined, sets united.
  mergeDefaultOption =
    location: definitions:
    let
      values = getValues definitions;
      first = head values;
    in
    if length values == 1 then
      first
    else if all lib.isFunction values then
      argument: lib.mergeDefaultOption location (map (function: function argument) values)
    else if all isList values then
      concatLists values
    else if all isAttrs values then
      foldl' (left: right: left // right) { } values
    else if all isBool values then
      foldl' (left: right: left || right) false values
    else if all isString values then
      lib.concatStrings values
    else if all isInt values && all (value: value == first) values then
      first
    else
      throw "Cannot merge definitions of `${showOption location}'. Definition values:${showDefs definitions}";

  mergeOneOption = lib.mergeUniqueOption { message = ""; };
  mergeUniqueOption =
    {
      message,
      merge ? _location: definitions: (head definitions).value,
    }:
    location: definitions:
    if length definitions == 1 then
      merge location definitions
    else
      assert length definitions > 1;
      throw "The option `${showOption location}' is defined multiple times while it's expected to be unique.\n${message}\nDefinition values:${showDefs definitions}\n${advice}";

  mergeEqualOption =
    location: definitions:
    let
      mustAgree =
        first: other:
        if other.value == first.value then
          first
        else
          throw "The option `${showOption location}' has conflicting definition values:${
            showDefs [
              first
              other
            ]
          }\n${advice}";
    in
    if definitions == [ ] then
      abort "This case should never happen."
    else if length definitions == 1 then
      (head definitions).value
    else
      (foldl' mustAgree (head definitions) (tail definitions)).value;
}
