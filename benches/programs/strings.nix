# Building, replacing and hashing of strings.
let
  lines = builtins.genList (n: "line ${toString n}: ${builtins.hashString "sha256" (toString n)}\n") 200000;
  text = builtins.concatStringsSep "" lines;
in
builtins.hashString "sha256" (builtins.replaceStrings [ "a" "line" ] [ "A" "row" ] text)
