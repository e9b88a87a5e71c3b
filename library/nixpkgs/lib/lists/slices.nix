# Parts of lists by position.
lib:
let
  inherit (builtins) elemAt genList length;
in
{
  take = count: lib.sublist 0 count;
  drop = count: list: lib.sublist count (length list) list;
  takeEnd = count: list: lib.drop (lib.max 0 (length list - count)) list;
  dropEnd = count: list: lib.take (lib.max 0 (length list - count)) list;
  sublist =
    start: count: list:
    let
      rest = length list - start;
      size =
        if start >= length list then
          0
        else if count > rest then
          rest
        else
          count;
    in
    genList (index: elemAt list (index + start)) size;
  reverseList =
    list:
    let
      last = length list - 1;
    in
    genList (index: elemAt list (last - index)) (last + 1);
  replaceElemAt =
    list: index: value:
    if index >= 0 && index < length list then
      genList (at: if at == index then value else elemAt list at) (length list)
    else
      throw "'lists.replaceElemAt' called with index ${toString index} on a list of size ${toString (length list)}";
}
