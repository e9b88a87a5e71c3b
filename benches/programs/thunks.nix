# Many thunks, of which a part is needed.
let
  grid = builtins.genList (x: builtins.genList (y: { inherit x y; sum = x + y; unused = x * y; }) 900) 900;
in
builtins.foldl' (s: row: builtins.foldl' (s: cell: s + cell.sum) s row) 0 grid
