# `lib.gvariant`: values in the text format of GVariant, which dconf reads.
lib:
let
  inherit (builtins)
    concatStringsSep
    head
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isString
    replaceStrings
    typeOf
    ;
  inherit (lib.gvariant)
    isGVariant
    mkArray
    mkBoolean
    mkDouble
    mkString
    mkValue
    ;

  codes = {
    arrayOf = inner: "a${inner}";
    maybeOf = inner: "m${inner}";
    tupleOf = inner: "(${lib.concatStrings inner})";
    dictionaryEntryOf = name: value: "{${name}${value}}";
    string = "s";
    boolean = "b";
    uchar = "y";
    int16 = "n";
    uint16 = "q";
    int32 = "i";
    uint32 = "u";
    int64 = "x";
    uint64 = "t";
    double = "d";
    variant = "v";
  };
  make =
    type: value: show: {
      _type = "gvariant";
      inherit type value;
      __toString = show;
    };
  # The type stands in front where the text alone would mean another.
  named = type: value: make type value (self: "@${self.type} ${toString self.value}");
  typesOf = values: map (value: value.type) values;
  text = replaceStrings [ "'" "\n" "\\" ] [ "\\'" "\\n" "\\\\" ];
in
{
  type = codes;
  isGVariant = value: value._type or "" == "gvariant";
  # The kinds of integers, in the order in which they are proposed.
  intConstructors =
    let
      kind = name: type: min: max: { inherit name type min max; };
    in
    [
      (kind "mkInt32" codes.int32 (-2147483648) 2147483647)
      (kind "mkUint32" codes.uint32 0 4294967295)
      (kind "mkInt64" codes.int64 null null)
      (kind "mkUint64" codes.uint64 0 null)
      (kind "mkInt16" codes.int16 (-32768) 32767)
      (kind "mkUint16" codes.uint16 0 65535)
      (kind "mkUchar" codes.uchar 0 255)
    ];

  mkValue =
    value:
    if isBool value then
      mkBoolean value
    else if isFloat value then
      mkDouble value
    else if isString value then
      mkString value
    else if isList value then
      mkArray value
    else if isAttrs value && isGVariant value then
      value
    else if isInt value then
      let
        fits =
          kind: (kind.min == null || kind.min <= value) && (kind.max == null || value <= kind.max);
        proposal = kind: "- `lib.gvariant.${kind.name}` for `${kind.type}`";
      in
      throw ''
        The GVariant type for number “${toString value}” is unclear.
        Please wrap the value with one of the following, depending on the value type in GSettings schema:

        ${lib.concatMapStringsSep "\n" proposal (builtins.filter fits lib.gvariant.intConstructors)}
      ''
    else if isAttrs value then
      throw "Cannot construct GVariant value from an attribute set. If you want to construct a dictionary, you will need to create an array containing items constructed with `lib.gvariant.mkDictionaryEntry`."
    else
      throw "The GVariant type of “${typeOf value}” can't be inferred.";
  mkString = value: make codes.string value (self: "'${text self.value}'");
  mkObjectpath = value: make codes.string value (self: "objectpath '${lib.escape [ "'" ] self.value}'");
  mkBoolean = value: make codes.boolean value (self: lib.boolToString self.value);
  mkDouble = value: make codes.double value (self: toString self.value);
  mkUchar = named codes.uchar;
  mkInt16 = named codes.int16;
  mkUint16 = named codes.uint16;
  mkInt32 = value: make codes.int32 value (self: toString self.value);
  mkUint32 = named codes.uint32;
  mkInt64 = named codes.int64;
  mkUint64 = named codes.uint64;

  mkArray =
    values:
    let
      items = map mkValue (
        lib.throwIf (values == [ ]) "Please create empty array with mkEmptyArray." values
      );
      inherit (head items) type;
      alike = builtins.all (item: item.type == type) items;
    in
    make (codes.arrayOf (lib.throwIfNot alike "Elements in a list should have same type." type)) items (
      self: "@${self.type} [${lib.concatMapStringsSep "," toString self.value}]"
    );
  mkEmptyArray = type: make (codes.arrayOf type) [ ] (self: "@${self.type} []");
  mkVariant =
    value:
    make codes.variant (mkValue value) (self: "<${toString self.value}>");
  mkDictionaryEntry =
    name: value:
    let
      key = mkValue name;
      content = mkValue value;
    in
    make (codes.dictionaryEntryOf key.type content.type) { inherit name value; } (
      self: "@${self.type} {${key},${content}}"
    );
  mkMaybe =
    type: value:
    make (codes.maybeOf type) value (
      self: if self.value == null then "@${self.type} nothing" else "just ${toString self.value}"
    );
  mkNothing = type: lib.gvariant.mkMaybe type null;
  mkJust =
    value:
    let
      inner = mkValue value;
    in
    lib.gvariant.mkMaybe inner.type inner;
  mkTuple =
    values:
    let
      items = map mkValue values;
    in
    make (codes.tupleOf (typesOf items)) items (
      self: "@${self.type} (${concatStringsSep "," (map toString self.value)})"
    );
}
