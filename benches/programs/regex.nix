# Regular expressions: matching and splitting.
let
  parse =
    n:
    builtins.match "([0-9]+)\\.([0-9]+)(\\.[0-9]+)?(pre[0-9a-z_]+)?" "${toString n}.${toString (n + 1)}.3pre2026_abc";
  words = builtins.filter builtins.isString (
    builtins.split "[ ,.]+" (builtins.concatStringsSep " " (builtins.genList (n: "word${toString n}, next.") 30000))
  );
in
[ (builtins.length (builtins.filter (m: m != null) (builtins.genList parse 60000))) (builtins.length words) ]
