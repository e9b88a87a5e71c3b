# Reading and writing of JSON.
let
  value = builtins.genList (n: { id = n; name = "item ${toString n}"; tags = [ "a" "b" null true 1.5 ]; nested.deep.value = n; }) 80000;
  text = builtins.toJSON value;
in
builtins.length (builtins.fromJSON text)
