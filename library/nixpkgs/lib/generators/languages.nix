# Values in the syntax of other languages: property lists, Dhall, Lua.
lib:
let
  inherit (builtins)
    attrNames
    concatMap
    concatStringsSep
    filter
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isPath
    isString
    match
    toJSON
    typeOf
    ;
  inherit (lib) mapAttrsToList;
  inherit (lib.generators) toDhall toLua toPretty;
in
{
  toPlist =
    {
      escape ? false,
    }:
    value:
    let
      text = if escape then lib.escapeXML else string: string;
      element = tag: content: "<${tag}>${content}</${tag}>";
      block = indent: tag: content: concatStringsSep "\n" [
        "${indent}<${tag}>"
        content
        "${indent}</${tag}>"
      ];
      go =
        indent: value:
        let
          entry =
            name:
            lib.optionals (name != "_module" && value.${name} != null) [
              "\t${indent}${element "key" (text name)}"
              (go "\t${indent}" value.${name})
            ];
        in
        if value == null then
          ""
        else if isBool value then
          indent + (if value then "<true/>" else "<false/>")
        else if isInt value then
          indent + element "integer" (toString value)
        else if isString value then
          indent + element "string" (text value)
        else if isList value then
          block indent "array" (lib.concatMapStringsSep "\n" (go "\t${indent}") value)
        else if isAttrs value then
          block indent "dict" (concatStringsSep "\n" (concatMap entry (attrNames value)))
        else if isPath value then
          indent + element "string" (text (toString value))
        else if isFloat value then
          indent + element "real" (toString value)
        else
          abort "generators.toPlist: should never happen (v = ${value})";
    in
    lib.warnIf (!escape && lib.oldestSupportedReleaseIsAtLeast 2505)
      "Using `lib.generators.toPlist` without `escape = true` is deprecated"
      ''
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        ${go "" value}
        </plist>'';

  toDhall =
    { }@options:
    value:
    let
      inner = toDhall options;
    in
    if isAttrs value then
      "{ ${concatStringsSep ", " (mapAttrsToList (name: item: "${name} = ${inner item}") value)} }"
    else if isList value then
      "[ ${lib.concatMapStringsSep ", " inner value} ]"
    else if isInt value then
      (if value < 0 then "" else "+") + toString value
    else if isBool value then
      (if value then "True" else "False")
    else if lib.isFunction value then
      abort "generators.toDhall: cannot convert a function to Dhall"
    else if value == null then
      abort "generators.toDhall: cannot convert a null to Dhall"
    else
      toJSON value;

  mkLuaInline = expr: {
    _type = "lua-inline";
    inherit expr;
  };
  toLua =
    options@{
      multiline ? true,
      indent ? "",
      asBindings ? false,
    }:
    value:
    let
      deeper = indent + "  ";
      open = if multiline then "\n${deeper}" else " ";
      close = if multiline then "\n${indent}" else " ";
      inner = toLua (
        options
        // {
          indent = if asBindings then indent else deeper;
          asBindings = false;
        }
      );
      table = items: if items == [ ] then "{}" else "{${open}${concatStringsSep ",${open}" items}${close}}";
      isName = name: match "[[:alpha:]_][[:alnum:]_]*(\\.[[:alpha:]_][[:alnum:]_]*)*" name != null;
      notNames = filter (name: !isName name) (attrNames value);
    in
    if asBindings then
      assert lib.assertMsg (notNames == [ ]) "Bad Lua var names: ${toPretty { } notNames}";
      lib.concatStrings (mapAttrsToList (name: item: "${indent}${name} = ${inner item}\n") value)
    else if value == null then
      "nil"
    else if isInt value || isFloat value || isString value || isBool value then
      toJSON value
    else if isPath value || lib.isDerivation value then
      toJSON "${value}"
    else if isList value then
      table (map inner value)
    else if isAttrs value then
      if value._type or null == "lua-inline" then
        "(${value.expr})"
      else
        table (mapAttrsToList (name: item: "[${toJSON name}] = ${inner item}") value)
    else
      abort "generators.toLua: type ${typeOf value} is unsupported";
}
