# Sorting by a function of the language.
let
  numbers = builtins.genList (n: (n * 7919) - (n * n * 31)) 400000;
  sorted = builtins.sort (a: b: a < b) numbers;
in
[ (builtins.head sorted) (builtins.elemAt sorted 200000) ]
