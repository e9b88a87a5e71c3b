# `lib.stringsWithDeps`: pieces of text that have to stand after others.
lib: rec {
  fullDepEntry = text: deps: { inherit text deps; };
  noDepEntry = text: fullDepEntry text [ ];
  packEntry = fullDepEntry "";
  stringAfter = deps: text: fullDepEntry text deps;
  # The texts of these entries and of all that they need, each once, what is needed first.
  textClosureList =
    entries: names:
    let
      visit =
        state: name:
        if state.seen.${name} or false then
          state
        else
          let
            entry = if builtins.isString entries.${name} then noDepEntry entries.${name} else entries.${name};
            below = builtins.foldl' visit (
              state // { seen = state.seen // { ${name} = true; }; }
            ) entry.deps;
          in
          below // { texts = below.texts ++ [ entry.text ]; };
    in
    (builtins.foldl' visit {
      seen = { };
      texts = [ ];
    } names).texts;
  textClosureMap =
    function: entries: names:
    builtins.concatStringsSep "\n" (map function (textClosureList entries names));
}
