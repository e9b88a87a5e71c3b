# Overlays on a package set: fixed points, laziness, many small sets.
let
  fix = f: let x = f x; in x;
  extend = overlay: f: final: let prev = f final; in prev // overlay final prev;
  base = final: builtins.listToAttrs (builtins.genList (n: {
    name = "p${toString n}";
    value = { id = n; deps = if n < 2 then [ ] else [ final."p${toString (n - 1)}" final."p${toString (n / 2)}" ]; };
  }) 20000);
  overlay = n: final: prev: { "p${toString n}" = prev."p${toString n}" // { patched = true; }; };
  set = fix (builtins.foldl' (f: n: extend (overlay n) f) base (builtins.genList (n: n * 10) 300));
in
builtins.foldl' (sum: n: sum + set."p${toString n}".id + builtins.length set."p${toString n}".deps) 0 (builtins.genList (n: n) 20000)
