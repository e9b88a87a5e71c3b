# Values as text for people, in the syntax of Nix.
lib:
let
  inherit (builtins)
    addErrorContext
    concatStringsSep
    filter
    isAttrs
    isFloat
    isInt
    isList
    isPath
    isString
    length
    mapAttrs
    replaceStrings
    split
    toJSON
    ;
in
{
  # Leaves out what lies deeper than the limit, or fails there.
  withRecursion =
    {
      depthLimit,
      throwOnDepthLimit ? true,
    }:
    assert isInt depthLimit;
    let
      kept = [
        "__functor"
        "__functionArgs"
        "__toString"
        "__pretty"
      ];
      cut =
        depth: value:
        if depthLimit == null || depth <= depthLimit then
          value
        else if throwOnDepthLimit then
          throw "Exceeded maximum eval-depth limit of ${toString depthLimit} while trying to evaluate with `generators.withRecursion'!"
        else
          "<unevaluated>";
      go =
        depth: value:
        let
          deeper = inner: go (depth + 1) (cut (depth + 1) inner);
        in
        if isAttrs value then
          mapAttrs (name: inner: if builtins.elem name kept then inner else deeper inner) value
        else if isList value then
          map deeper value
        else
          cut (depth + 1) value;
    in
    go 0;

  toPretty =
    {
      allowPrettyValues ? false,
      multiline ? true,
      indent ? "",
    }:
    let
      singleLine = lib.escape [
        "\\"
        "\""
        "\${"
      ];
      manyLines = replaceStrings [ "\${" "''" ] [ "''\${" "'''" ];
      go =
        indent: value:
        let
          open = if multiline then "\n${indent}  " else " ";
          close = if multiline then "\n${indent}" else " ";
          inner = go (indent + "  ");
          between = left: right: items: left + open + concatStringsSep open items + close + right;
          attribute =
            name: item:
            "${lib.strings.escapeNixIdentifier name} = ${
              addErrorContext "while evaluating an attribute `${name}`" (inner item)
            };";
          string =
            let
              lines = filter isString (split "\n" value);
              last = manyLines (lib.last lines);
            in
            if multiline && length lines > 1 then
              "''"
              + open
              + concatStringsSep open (map manyLines (lib.init lines))
              + (if last == "" then close else open + last)
              + "''"
            else
              "\"${concatStringsSep "\\n" (map singleLine lines)}\"";
          formals = lib.functionArgs value;
          function =
            if formals == { } then
              "<function>"
            else
              "<function, args: {${
                concatStringsSep ", " (
                  lib.mapAttrsToList (name: optional: if optional then "${name}?" else name) formals
                )
              }}>";
          set =
            if allowPrettyValues && value ? __pretty && value ? val then
              value.__pretty value.val
            else if value == { } then
              "{ }"
            else if value.type or null == "derivation" then
              "<derivation ${value.name or "???"}>"
            else
              between "{" "}" (lib.mapAttrsToList attribute value);
        in
        if isInt value then
          toString value
        else if isFloat value then
          toJSON value
        else if isString value then
          string
        else if value == true then
          "true"
        else if value == false then
          "false"
        else if value == null then
          "null"
        else if isPath value then
          toString value
        else if isList value then
          if value == [ ] then "[ ]" else between "[" "]" (map inner value)
        else if lib.isFunction value then
          function
        else
          set;
    in
    go indent;
}
