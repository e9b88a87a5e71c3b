# Values of GVariant, the type system of dconf (`lib.hm.gvariant`).
{ lib }:
let
  inherit (lib) concatMapStringsSep concatStrings escape;

  # A value of `type`; `show` gives its text.
  value = show: type: content: {
    _type = "gvariant";
    inherit type;
    value = content;
    __toString = self: show self;
  };
  annotated = value (self: "@${self.type} ${toString self.value}");
  plain = value (self: toString self.value);
  items = self: concatMapStringsSep "," toString self.value;
  typesOf = map (element: element.type);
in
rec {
  type = {
    arrayOf = element: "a${element}";
    maybeOf = element: "m${element}";
    tupleOf = elements: "(${concatStrings elements})";
    dictionaryEntryOf = elements: "{${concatStrings elements}}";
    boolean = "b";
    double = "d";
    int16 = "n";
    int32 = "i";
    int64 = "x";
    string = "s";
    uchar = "y";
    uint16 = "q";
    uint32 = "u";
    uint64 = "t";
    variant = "v";
  };

  # The type that a Nix value gets; empty where there is none.
  typeOf =
    v:
    {
      bool = type.boolean;
      int = type.int32;
      float = type.double;
      string = type.string;
      list = if v == [ ] || typeOf (builtins.head v) == "" then "" else type.arrayOf (typeOf (builtins.head v));
      set = v.type or "";
    }
    .${builtins.typeOf v} or "";

  isGVariant = v: v._type or "" == "gvariant";
  isArray = lib.hasPrefix "a";
  isDictionaryEntry = lib.hasPrefix "{";
  isMaybe = lib.hasPrefix "m";
  isTuple = lib.hasPrefix "(";

  # The GVariant value of a Nix value; null where there is none.
  mkValue =
    v:
    {
      bool = mkBoolean v;
      int = mkInt32 v;
      float = mkDouble v;
      string = mkString v;
      list = if v == [ ] then mkEmptyArray type.string else mkArray (typeOf (builtins.head v)) v;
      set = if isGVariant v then v else null;
    }
    .${builtins.typeOf v} or null;

  mkArray =
    element: elements:
    value (self: "@${self.type} [${items self}]") (type.arrayOf element) (map mkValue elements);
  mkEmptyArray = element: mkArray element [ ];

  mkVariant = v: value (self: "@${self.type} <${toString self.value}>") type.variant (mkValue v);

  mkTuple =
    elements:
    let
      values = map mkValue elements;
    in
    value (self: "@${self.type} (${items self})") (type.tupleOf (typesOf values)) values;

  mkDictionaryEntry =
    elements:
    let
      values = map mkValue elements;
    in
    value (self: "@${self.type} {${items self}}") (type.dictionaryEntryOf (typesOf values)) values;

  mkMaybe =
    element:
    value (
      self: if self.value == null then "@${self.type} nothing" else "just ${toString self.value}"
    ) (type.maybeOf element);
  mkNothing = element: mkMaybe element null;
  mkJust =
    v:
    let
      element = mkValue v;
    in
    mkMaybe element.type element;

  mkBoolean = value (self: lib.boolToString self.value) type.boolean;
  mkString = value (
    self: "'${builtins.replaceStrings [ "\n" ] [ "\\n" ] (escape [ "'" "\\" ] self.value)}'"
  ) type.string;
  mkObjectpath = value (self: "objectpath '${escape [ "'" ] self.value}'") type.string;
  mkUchar = annotated type.uchar;
  mkInt16 = annotated type.int16;
  mkUint16 = annotated type.uint16;
  mkInt32 = plain type.int32;
  mkUint32 = annotated type.uint32;
  mkInt64 = annotated type.int64;
  mkUint64 = annotated type.uint64;
  mkDouble = plain type.double;
}
