# `lib.lists`: lists.
lib:
{
  inherit (builtins)
    all
    any
    concatLists
    concatMap
    elem
    elemAt
    filter
    genList
    groupBy
    head
    length
    map
    partition
    sort
    tail
    ;
}
// import ./build.nix lib
// import ./folds.nix lib
// import ./order.nix lib
// import ./slices.nix lib
