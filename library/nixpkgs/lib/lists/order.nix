# Sorting, groups, and lists without repetition.
lib:
let
  inherit (builtins)
    attrNames
    concatLists
    elem
    elemAt
    filter
    foldl'
    groupBy
    head
    isAttrs
    length
    listToAttrs
    partition
    sort
    tail
    ;
in
{
  # Keys are computed once for each element.
  sortOn =
    key: list:
    map (keyed: elemAt keyed 1) (
      sort (a: b: head a < head b) (
        map (value: [
          (key value)
          value
        ]) list
      )
    );
  compareLists =
    compare: left: right:
    if left == [ ] then
      if right == [ ] then 0 else -1
    else if right == [ ] then
      1
    else
      let
        first = compare (head left) (head right);
      in
      if first == 0 then lib.compareLists compare (tail left) (tail right) else first;
  # Runs of digits count as numbers.
  naturalSort =
    list:
    let
      pieces =
        text: map (piece: if builtins.isList piece then lib.toInt (head piece) else piece) (builtins.split "(0|[1-9][0-9]*)" text);
      keyed = map (value: [
        (pieces value)
        value
      ]) list;
    in
    map (pair: elemAt pair 1) (
      sort (a: b: lib.compareLists lib.compare (head a) (head b) < 0) keyed
    );
  unique = foldl' (seen: value: if elem value seen then seen else seen ++ [ value ]) [ ];
  uniqueStrings = list: attrNames (listToAttrs (map (name: lib.nameValuePair name null) list));
  groupBy' =
    operator: start: key: list:
    builtins.mapAttrs (_name: foldl' operator start) (groupBy key list);

  # Depth first; `before a b` says that a has to stand before b.
  listDfs =
    stopOnCycles: before: list:
    let
      go =
        current: visited: rest:
        let
          split = partition (value: before value current) visited;
          deps = partition (value: before value current) rest;
        in
        if stopOnCycles && split.right != [ ] then
          {
            cycle = current;
            loops = split.right;
            inherit visited rest;
          }
        else if deps.right == [ ] then
          {
            minimal = current;
            inherit visited rest;
          }
        else
          go (head deps.right) ([ current ] ++ visited) (tail deps.right ++ deps.wrong);
    in
    go (head list) [ ] (tail list);
  toposort =
    before: list:
    let
      first = lib.listDfs true before list;
      others = lib.toposort before (first.visited ++ first.rest);
    in
    if length list < 2 then
      { result = list; }
    else if first ? cycle then
      {
        cycle = lib.reverseList ([ first.cycle ] ++ first.visited);
        inherit (first) loops;
      }
    else if others ? cycle then
      others
    else
      { result = [ first.minimal ] ++ others.result; };
}
