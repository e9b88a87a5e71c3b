# Upper and lower case, of ASCII letters.
lib:
let
  inherit (builtins)
    concatMap
    concatStringsSep
    head
    isString
    match
    replaceStrings
    substring
    tail
    typeOf
    ;
  lower = lib.stringToCharacters "abcdefghijklmnopqrstuvwxyz";
  upper = lib.stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  stringOnly =
    function: value:
    lib.throwIfNot (isString value) "${function} does only accepts string values, but got ${typeOf value}";
in
{
  lowerChars = lower;
  upperChars = upper;
  toLower = replaceStrings upper lower;
  toUpper = replaceStrings lower upper;
  toSentenceCase =
    text:
    stringOnly "toSentenceCase" text (
      lib.addContextFrom text (
        lib.toUpper (substring 0 1 text) + lib.toLower (substring 1 (-1) text)
      )
    );
  # Words end at `-`, `_`, a blank, and where a capital follows a small letter.
  toCamelCase =
    text:
    let
      isSeparator = _previous: char: match "[-_ ]" char != null;
      isHump = previous: char: match "[a-z]" previous != null && match "[A-Z]" char != null;
      words = concatMap (lib.splitStringBy isHump true) (lib.splitStringBy isSeparator false text);
    in
    stringOnly "toCamelCase" text (
      lib.addContextFrom text (
        concatStringsSep "" ([ (lib.toLower (head words)) ] ++ map lib.toSentenceCase (tail words))
      )
    );
}
