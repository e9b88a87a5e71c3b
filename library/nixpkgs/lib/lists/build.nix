# Lists made: from nothing, from one value, and element by element from others.
lib:
let
  inherit (builtins)
    concatLists
    concatMap
    elemAt
    filter
    foldl'
    genList
    isList
    length
    ;
in
{
  singleton = value: [ value ];
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: list: if condition then list else [ ];
  toList = value: if isList value then value else [ value ];
  range = first: last: if first > last then [ ] else genList (offset: first + offset) (last - first + 1);
  replicate = count: value: genList (_index: value) count;
  flatten = value: if isList value then concatMap lib.flatten value else [ value ];

  forEach = list: function: map function list;
  imap0 = function: list: genList (index: function index (elemAt list index)) (length list);
  imap1 = function: list: genList (index: function (index + 1) (elemAt list index)) (length list);
  ifilter0 =
    predicate: list:
    map (elemAt list) (filter (index: predicate index (elemAt list index)) (genList (index: index) (length list)));
  concatAttrValues = set: concatLists (builtins.attrValues set);
  remove = value: filter (other: other != value);
  subtractLists = unwanted: filter (value: !builtins.elem value unwanted);
  intersectLists = wanted: filter (value: builtins.elem value wanted);
  zipListsWith =
    function: left: right:
    genList (index: function (elemAt left index) (elemAt right index)) (
      lib.min (length left) (length right)
    );
  zipLists = lib.zipListsWith (fst: snd: { inherit fst snd; });
  crossLists = lib.warn "lib.crossLists is deprecated, use lib.mapCartesianProduct instead." (
    function: foldl' (functions: values: concatMap (one: map one values) functions) [ function ]
  );
}
