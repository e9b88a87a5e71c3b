# Numbers.
lib:
let
  inherit (builtins) isFloat isInt toJSON;
  inherit (lib.options) mergeEqualOption;
  inherit (lib.types)
    addCheck
    either
    float
    int
    mkOptionType
    number
    ;

  plain =
    name: description: check:
    mkOptionType {
      inherit name description check;
      descriptionClass = "noun";
      merge = mergeEqualOption;
    };
  # A type with a condition, which its description says.
  which = type: check: name: description: addCheck type check // { inherit name description; };
  clause = type: check: name: description: which type check name description // {
    descriptionClass = "nonRestrictiveClause";
  };
  bounds = show: lowest: highest: "${show lowest} and ${show highest} (both inclusive)";
  inRange = lowest: highest: value: value >= lowest && value <= highest;

  between =
    lowest: highest:
    assert lib.assertMsg (lowest <= highest) "ints.between: lowest must be smaller than highest";
    which int (inRange lowest highest) "intBetween" "integer between ${bounds toString lowest highest}";
  sized =
    name: what: lowest: highest:
    between lowest highest
    // {
      inherit name;
      description = "${what}; between ${bounds toString lowest highest}";
    };
  unsigned =
    bits: count:
    sized "unsignedInt${toString bits}" "${toString bits} bit unsigned integer" 0 (count - 1);
  signed =
    bits: count:
    sized "signedInt${toString bits}" "${toString bits} bit signed integer" (0 - count / 2) (count / 2 - 1);
in
{
  int = plain "int" "signed integer" isInt;
  float = plain "float" "floating point number" isFloat;
  number = either int float;
  port = lib.types.ints.u16;

  ints = {
    inherit between;
    unsigned = clause int (value: value >= 0) "unsignedInt" "unsigned integer, meaning >=0";
    positive = clause int (value: value > 0) "positiveInt" "positive integer, meaning >0";
    u8 = unsigned 8 256;
    u16 = unsigned 16 65536;
    u32 = unsigned 32 4294967296;
    s8 = signed 8 256;
    s16 = signed 16 65536;
    s32 = signed 32 4294967296;
  };
  numbers = {
    between =
      lowest: highest:
      assert lib.assertMsg (lowest <= highest) "numbers.between: lowest must be smaller than highest";
      which number (inRange lowest highest) "numberBetween" "integer or floating point number between ${bounds toJSON lowest highest}";
    nonnegative = clause number (
      value: value >= 0
    ) "numberNonnegative" "nonnegative integer or floating point number, meaning >=0";
    positive = clause number (
      value: value > 0
    ) "numberPositive" "positive integer or floating point number, meaning >0";
  };
}
