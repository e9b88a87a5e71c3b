# Formats of lines `key = value`, with and without sections.
lib:
let
  inherit (builtins)
    attrNames
    concatMap
    concatStringsSep
    filter
    foldl'
    isAttrs
    isFloat
    isInt
    isList
    isString
    length
    replaceStrings
    ;
  inherit (lib) escape mapAttrsToList;
  inherit (lib.generators)
    mkKeyValueDefault
    mkValueStringDefault
    toINI
    toKeyValue
    toPretty
    ;
  brackets = escape [
    "["
    "]"
  ];
  isPlainSet = value: isAttrs value && !lib.isDerivation value;
in
{
  mkValueStringDefault =
    { }:
    value:
    let
      refuse = what: abort "generators.mkValueStringDefault: ${what} not supported: ${toPretty { } value}";
    in
    if isString value then
      value
    else if isInt value || lib.isDerivation value then
      toString value
    else if value == true then
      "true"
    else if value == false then
      "false"
    else if value == null then
      "null"
    else if isFloat value then
      lib.strings.floatToString value
    else if isList value then
      refuse "lists"
    else if isAttrs value then
      refuse "attrsets"
    else if lib.isFunction value then
      refuse "functions"
    else
      abort "generators.mkValueStringDefault: this value is not supported: ${toPretty { } (toString value)}";
  mkKeyValueDefault =
    {
      mkValueString ? mkValueStringDefault { },
    }:
    separator: key: value:
    "${escape [ separator ] key}${separator}${mkValueString value}";

  toKeyValue =
    {
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
      indent ? "",
    }:
    let
      line = key: value: "${indent}${mkKeyValue key value}\n";
      lines = if listsAsDuplicateKeys then key: value: map (line key) (lib.toList value) else key: value: [ (line key value) ];
    in
    set: lib.concatStrings (builtins.concatLists (mapAttrsToList lines set));
  toINI =
    {
      mkSectionName ? brackets,
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    let
      body = toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; };
      section = name: values: "[${mkSectionName name}]\n${body values}";
    in
    sections: concatStringsSep "\n" (mapAttrsToList section sections);
  toINIWithGlobalSection =
    {
      mkSectionName ? brackets,
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    {
      globalSection,
      sections ? { },
    }:
    lib.optionalString (globalSection != { }) (
      toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } globalSection + "\n"
    )
    + toINI { inherit mkSectionName mkKeyValue listsAsDuplicateKeys; } sections;

  # git's own: nested sets are subsections, lists repeat the key, strings are quoted.
  toGitINI =
    let
      quote = replaceStrings [ "\n" "\t" "\"" "\\" ] [ "\\n" "\\t" "\\\"" "\\\\" ];
      pair = mkKeyValueDefault {
        mkValueString =
          value: mkValueStringDefault { } (if isString value then "\"${quote value}\"" else value);
      } " = ";
      line = key: value: "\t" + pair key value;
      sectionName =
        name:
        let
          parts = lib.splitString "." name;
        in
        if lib.hasInfix "\"" name || length parts == 1 then
          name
        else
          "${builtins.head parts} \"${concatStringsSep "." (builtins.tail parts)}\"";
      # Every value below the sets, under the name of its section.
      flat =
        path: value:
        if isPlainSet value then
          concatMap (name: flat (path ++ [ name ]) value.${name}) (attrNames value)
        else if length path > 1 then
          [ { ${concatStringsSep "." (lib.init path)}.${lib.last path} = value; } ]
        else
          [ { ${builtins.head path} = value; } ];
      render = toINI {
        mkSectionName = sectionName;
        mkKeyValue =
          key: value: if isList value then concatStringsSep "\n" (map (line key) value) else line key value;
      };
    in
    set:
    let
      isNested = name: isAttrs set.${name} && builtins.any isPlainSet (builtins.attrValues set.${name});
      nested = filter isNested (attrNames set);
    in
    render (
      removeAttrs set nested
      // foldl' lib.recursiveUpdate { } (concatMap (name: flat [ name ] set.${name}) nested)
    );

  mkDconfKeyValue = mkKeyValueDefault {
    mkValueString = value: toString (lib.gvariant.mkValue value);
  } "=";
  toDconfINI = toINI { mkKeyValue = lib.generators.mkDconfKeyValue; };
}
