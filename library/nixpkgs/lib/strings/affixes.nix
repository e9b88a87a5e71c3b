# Beginnings, ends and insides of strings.
lib:
let
  inherit (builtins) match stringLength substring;
  pathArgument = import ./path-argument.nix lib;
  alwaysFalse = function: pathArgument {
    inherit function;
    consequence = "always returns `false`";
  };
  neverRemoves = function: what: pathArgument {
    inherit function;
    consequence = "never removes any ${what}";
  };
  noPathPrefix = pathArgument {
    function = "hasPrefix";
    consequence = "always returns `false`";
    instead = "You might want to use `lib.path.hasPrefix` instead, which correctly supports paths.";
  };
  endsWith =
    suffix: text:
    let
      rest = stringLength text - stringLength suffix;
    in
    rest >= 0 && substring rest (-1) text == suffix;
in
{
  hasPrefix =
    prefix: text:
    noPathPrefix prefix (substring 0 (stringLength prefix) text == prefix);
  hasSuffix = suffix: text: alwaysFalse "hasSuffix" suffix (endsWith suffix text);
  hasInfix =
    infix: text:
    alwaysFalse "hasInfix" infix (match ".*${lib.escapeRegex infix}.*" "${text}" != null);
  removePrefix =
    prefix: text:
    let
      size = stringLength prefix;
    in
    neverRemoves "removePrefix" "prefix" prefix (
      if substring 0 size text == prefix then substring size (-1) text else text
    );
  removeSuffix =
    suffix: text:
    neverRemoves "removeSuffix" "suffix" suffix (
      if endsWith suffix text then
        substring 0 (stringLength text - stringLength suffix) text
      else
        text
    );
  commonPrefixLength =
    left: right:
    let
      limit = lib.min (stringLength left) (stringLength right);
      go =
        index:
        if index < limit && substring index 1 left == substring index 1 right then go (index + 1) else index;
    in
    go 0;
  commonSuffixLength =
    left: right:
    let
      limit = lib.min (stringLength left) (stringLength right);
      fromEnd = text: index: substring (stringLength text - index - 1) 1 text;
      go =
        index:
        if index < limit && fromEnd left index == fromEnd right index then go (index + 1) else index;
    in
    go 0;
}
