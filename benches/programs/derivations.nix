# A graph of derivations, each of which uses the three before it.
let
  make = inputs: n: derivation {
    inherit inputs;
    name = "package-${toString n}";
    system = "x86_64-linux";
    builder = "/bin/sh";
    args = [ "-c" "echo ${toString n} > $out" ];
    outputs = [ "out" "dev" ];
  };
  step = last: n: let drv = make last n; in builtins.seq drv.drvPath ([ drv ] ++ (if n < 3 then last else [ (builtins.elemAt last 0) (builtins.elemAt last 1) ]));
in
map (drv: drv.drvPath) (builtins.foldl' step [ ] (builtins.genList (n: n) 6000))
