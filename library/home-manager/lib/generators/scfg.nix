# scfg documents: a list of directives `{ name, params, children }`.
{ lib }:
_:
let
  inherit (builtins) typeOf;
  inherit (lib) concatStringsSep optionalString;

  special = [ "\"" "\\" "\r" "\n" "\t" ];
  quoted = text: "\"${builtins.replaceStrings special [ "\\\"" "\\\\" "\\r" "\\n" "\\t" ] text}\"";
  needsQuotes =
    text:
    text == "" || lib.any (c: lib.hasInfix c text) (special ++ [ " " "'" "{" "}" ]);

  word =
    value:
    {
      bool = lib.boolToString value;
      string = if needsQuotes value then quoted value else value;
      int = toString value;
      float = toString value;
    }
    .${typeOf value} or (throw "Cannot convert value of type ${typeOf value} to SCFG literal.");

  # A directive that says nothing is left out.
  says =
    d:
    !(d ? params || d ? children)
    || (d.params or [ null ]) != [ null ]
    || (d.children or [ ]) != [ ];

  indented = lines: lib.concatMapStringsSep "\n" (l: "\t${l}") (lib.splitString "\n" (concatStringsSep "\n" lines));

  directive =
    d:
    word d.name
    + optionalString (d.params or null != null) " ${concatStringsSep " " (map word d.params)}"
    + optionalString (d.children or null != null) " {\n${indented (directives d.children)}\n}";
  directives = list: map directive (lib.filter says list);
in
list: optionalString (list != [ ]) "${concatStringsSep "\n" (directives list)}\n"
