# Lists brought down to one value, and searches in them.
lib:
let
  inherit (builtins)
    elemAt
    filter
    foldl'
    head
    isList
    length
    ;
in
{
  foldr =
    operator: last: list:
    let
      count = length list;
      go = index: if index == count then last else operator (elemAt list index) (go (index + 1));
    in
    go 0;
  fold = lib.warn "fold has been deprecated, use foldr instead" lib.foldr;
  # Lazy in what it accumulates, unlike foldl'.
  foldl =
    operator: first: list:
    let
      go = index: if index == -1 then first else operator (go (index - 1)) (elemAt list index);
    in
    go (length list - 1);
  # The state starts out strict here too.
  foldl' =
    operator: first: list:
    builtins.seq first (foldl' operator first list);
  count = predicate: foldl' (sum: value: if predicate value then sum + 1 else sum) 0;

  findFirstIndex =
    predicate: default: list:
    let
      # Counts down from -1 until one is found: then the index.
      index = foldl' (
        state: value:
        if state >= 0 then
          state
        else if predicate value then
          -state - 1
        else
          state - 1
      ) (-1) list;
    in
    if index < 0 then default else index;
  findFirst =
    predicate: default: list:
    let
      index = lib.lists.findFirstIndex predicate null list;
    in
    if index == null then default else elemAt list index;
  findSingle =
    predicate: whenNone: whenMany: list:
    let
      found = filter predicate list;
    in
    if found == [ ] then
      whenNone
    else if length found > 1 then
      whenMany
    else
      head found;

  last =
    list:
    assert lib.assertMsg (list != [ ]) "lists.last: list must not be empty!";
    elemAt list (length list - 1);
  init =
    list:
    assert lib.assertMsg (list != [ ]) "lists.init: list must not be empty!";
    lib.take (length list - 1) list;

  isList = isList;
  hasPrefix = prefix: list: lib.take (length prefix) list == prefix;
  removePrefix =
    prefix: list:
    if lib.lists.hasPrefix prefix list then
      lib.drop (length prefix) list
    else
      throw "lib.lists.removePrefix: First argument is not a list prefix of the second argument";
  commonPrefix =
    left: right:
    let
      shorter = lib.min (length left) (length right);
      differs = index: elemAt left index != elemAt right index;
      equal = lib.lists.findFirstIndex differs shorter (builtins.genList (index: index) shorter);
    in
    lib.take equal left;
  allUnique = list: length (lib.unique list) == length list;
  mutuallyExclusive = left: right: length left == 0 || !builtins.any (value: builtins.elem value left) right;
}
