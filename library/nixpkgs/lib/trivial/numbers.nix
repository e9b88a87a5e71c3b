# Numbers: comparing, bits, digits in other bases.
lib:
let
  inherit (builtins) isInt throw;

  hexOfDigits = [
    "0"
    "1"
    "2"
    "3"
    "4"
    "5"
    "6"
    "7"
    "8"
    "9"
    "A"
    "B"
    "C"
    "D"
    "E"
    "F"
  ];
in
{
  min = a: b: if a < b then a else b;
  max = a: b: if a > b then a else b;
  mod = dividend: divisor: dividend - divisor * (dividend / divisor);
  bitNot = number: -1 - number;
  compare =
    a: b:
    if a < b then
      -1
    else if a > b then
      1
    else
      0;
  # Elements for which the predicate holds come first; two alike are told apart by the function for their kind.
  splitByAndCompare =
    predicate: whenYes: whenNo: a: b:
    if predicate a then
      if predicate b then whenYes a b else -1
    else if predicate b then
      1
    else
      whenNo a b;

  fromHexString =
    text:
    let
      match = builtins.match "(0x)?([0-7]?[0-9A-Fa-f]{1,15})" text;
      digits = lib.removePrefix "0x" (lib.toLower text);
      number = hex: (fromTOML "v=0x${hex}").v;
    in
    if match != null then
      number (builtins.elemAt match 1)
    else
      lib.warn "fromHexString: ${lib.generators.toPretty { } text} is not a valid input and will be rejected in 26.05" (
        number digits
      );
  toHexString =
    number: lib.concatMapStrings (builtins.elemAt hexOfDigits) (lib.toBaseDigits 16 number);
  # The digits of a natural number, most significant first.
  toBaseDigits =
    base: number:
    let
      go = rest: [ (lib.mod rest base) ] ++ (if rest < base then [ ] else go (rest / base));
    in
    assert isInt base;
    assert isInt number;
    assert base >= 2;
    assert number >= 0;
    lib.reverseList (go number);
}
