# Strings to and from other values, and what kinds of strings there are.
lib:
let
  inherit (builtins)
    elemAt
    fromJSON
    head
    isInt
    isList
    isPath
    isString
    match
    split
    stringLength
    substring
    typeOf
    unsafeDiscardStringContext
    ;

  # An integer, from the digits that the pattern finds in a text.
  readInt =
    function: pattern: convert: text:
    let
      found = match pattern text;
      failed = throw "${function}: Could not convert ${lib.strings.escapeNixString text} to int.";
    in
    if found == null then failed else convert failed (head found);
  number =
    failed: digits:
    let
      value = fromJSON digits;
    in
    if isInt value then value else failed;
in
{
  replaceString = from: to: builtins.replaceStrings [ from ] [ to ];
  addContextFrom = source: text: substring 0 0 source + text;
  toInt =
    text:
    readInt "toInt" "[[:space:]]*(-?[[:digit:]]+)[[:space:]]*" (
      failed: digits:
      if match "0[[:digit:]]+" digits != null then
        throw "toInt: Ambiguity in interpretation of ${lib.strings.escapeNixString text} between octal and zero padded integer."
      else
        number failed digits
    ) text;
  toIntBase10 = readInt "toIntBase10" "[[:space:]]*0*(-?[[:digit:]]+)[[:space:]]*" (
    failed: digits: if match "0+" digits != null then 0 else number failed digits
  );
  floatToString =
    float:
    let
      text = toString float;
    in
    lib.warnIf (fromJSON text != float) "Imprecise conversion from float to string ${text}" text;

  isStringLike = value: isString value || isPath value || value ? outPath || value ? __toString;
  isConvertibleWithToString =
    value:
    lib.isStringLike value
    || builtins.elem (typeOf value) [
      "null"
      "int"
      "float"
      "bool"
    ]
    || (isList value && builtins.all lib.strings.isConvertibleWithToString value);
  isStorePath =
    value:
    lib.isStringLike value
    && (
      let
        text = toString value;
      in
      substring 0 1 text == "/"
      # A path of a content-addressed derivation that is not built yet is a placeholder.
      && (dirOf text == builtins.storeDir || match "/[0-9a-z]{52}" text != null)
    );

  versionOlder = left: right: builtins.compareVersions right left == 1;
  versionAtLeast = left: right: !lib.versionOlder left right;

  # A store object's name holds letters, digits and a few signs, and is not too long.
  sanitizeDerivationName =
    text:
    let
      plain = unsafeDiscardStringContext text;
      withoutDots = elemAt (match "\\.*(.*)" plain) 0;
      dashed = lib.concatMapStrings (piece: if isList piece then "-" else piece) (
        split "[^[:alnum:]+._?=-]+" withoutDots
      );
      short = substring (lib.max (stringLength dashed - 207) 0) (-1) dashed;
    in
    if stringLength text <= 207 && match "[[:alnum:]+_?=-][[:alnum:]+._?=-]*" text != null then
      plain
    else if short == "" then
      "unknown"
    else
      short;
}
