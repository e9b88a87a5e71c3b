# Parts of strings: characters, pieces between separators, names and versions.
lib:
let
  inherit (builtins)
    concatStringsSep
    elemAt
    filter
    genList
    isString
    split
    stringLength
    substring
    ;

in
{
  stringToCharacters = text: genList (index: substring index 1 text) (stringLength text);
  stringAsChars =
    function: text:
    concatStringsSep "" (map function (lib.stringToCharacters text));
  charToInt = char: (import ./ascii.nix).${char};

  trim = lib.trimWith {
    start = true;
    end = true;
  };
  trimWith =
    {
      start ? false,
      end ? false,
    }:
    let
      white = "[ \t\r\n]";
      solid = ".*[^ \t\r\n]";
      pattern =
        if start && end then
          "${white}*(${solid})${white}*"
        else if start then
          "${white}*(.*)"
        else if end then
          "(${solid})${white}*"
        else
          "(.*)";
    in
    text:
    let
      match = builtins.match pattern text;
    in
    if match == null then "" else elemAt match 0;

  splitString =
    separator: text:
    map (lib.addContextFrom text) (
      filter isString (
        split (lib.escapeRegex (toString separator)) (toString text)
      )
    );
  # Splits where `predicate previous current` holds; the current character is dropped unless it is kept.
  splitStringBy =
    predicate: keep: text:
    let
      chars = lib.stringToCharacters text;
      step =
        state: char:
        let
          splits = predicate state.previous char;
        in
        {
          previous = char;
          pieces = if splits then state.pieces ++ [ state.piece ] else state.pieces;
          piece =
            if splits then
              (if keep then char else "")
            else
              state.piece + char;
        };
      end = builtins.foldl' step {
        previous = "";
        pieces = [ ];
        piece = "";
      } chars;
    in
    if text == "" then [ "" ] else map (lib.addContextFrom text) (end.pieces ++ [ end.piece ]);

  # The version at the end of `name-version`, or the given default for packages without.
  getName =
    package:
    if isString package then
      (builtins.parseDrvName package).name
    else
      package.pname or (builtins.parseDrvName package.name).name;
  getVersion =
    package:
    if isString package then
      (builtins.parseDrvName package).version
    else
      package.version or (builtins.parseDrvName package.name).version;
  nameFromURL =
    url: separator:
    let
      file = lib.last (lib.splitString "/" url);
      name = builtins.head (lib.splitString separator file);
    in
    assert name != file;
    name;
  fileContents = file: lib.removeSuffix "\n" (builtins.readFile file);
  inherit (builtins) storeDir;
}
