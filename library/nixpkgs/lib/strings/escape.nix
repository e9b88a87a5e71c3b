# Strings made fit for another language: shells, regular expressions, Nix, XML, URLs.
lib:
let
  inherit (builtins)
    attrNames
    attrValues
    concatStringsSep
    isAttrs
    isList
    match
    replaceStrings
    toJSON
    ;
  ascii = import ./ascii.nix;
  hex = number: lib.fixedWidthString 2 "0" (lib.toHexString number);
  # What RFC 3986 calls unreserved stands for itself.
  reserved = removeAttrs ascii (
    builtins.filter (char: match "[A-Za-z0-9._~-]" char != null) (attrNames ascii)
  );
  keywords = [
    "assert"
    "else"
    "if"
    "in"
    "inherit"
    "let"
    "or"
    "rec"
    "then"
    "with"
  ];
in
{
  escape = chars: replaceStrings chars (map (char: "\\" + char) chars);
  escapeC =
    chars: replaceStrings chars (map (char: "\\x${lib.toLower (hex (lib.strings.charToInt char))}") chars);
  escapeURL = replaceStrings (attrNames reserved) (map (number: "%" + hex number) (attrValues reserved));
  escapeRegex = lib.escape [
    "\\"
    "["
    "{"
    "("
    ")"
    "^"
    "$"
    "?"
    "*"
    "+"
    "|"
    "."
  ];
  escapeXML =
    replaceStrings
      [
        "\""
        "'"
        "<"
        ">"
        "&"
      ]
      [
        "&quot;"
        "&apos;"
        "&lt;"
        "&gt;"
        "&amp;"
      ];
  escapeNixString = text: lib.escape [ "$" ] (toJSON text);
  escapeNixIdentifier =
    name:
    if match "[a-zA-Z_][a-zA-Z0-9_'-]*" name != null && !builtins.elem name keywords then
      name
    else
      lib.strings.escapeNixString name;

  escapeShellArg =
    argument:
    let
      text = toString argument;
    in
    if match "[[:alnum:],._+:@%/-]+" text != null then
      text
    else
      "'${replaceStrings [ "'" ] [ "'\\''" ] text}'";
  escapeShellArgs = lib.concatMapStringsSep " " lib.escapeShellArg;
  isValidPosixName = name: match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;
  toShellVar =
    name: value:
    let
      entry = key: item: "[${lib.escapeShellArg key}]=${lib.escapeShellArg item}";
    in
    lib.throwIfNot (lib.isValidPosixName name) "toShellVar: ${name} is not a valid shell variable name" (
      if isAttrs value && !lib.isStringLike value then
        "declare -A ${name}=(${concatStringsSep " " (lib.mapAttrsToList entry value)})"
      else if isList value then
        "declare -a ${name}=(${lib.escapeShellArgs value})"
      else
        "${name}=${lib.escapeShellArg value}"
    );
  toShellVars = variables: concatStringsSep "\n" (lib.mapAttrsToList lib.toShellVar variables);
}
