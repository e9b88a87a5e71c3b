# Attributes by path: a list of names, outermost first.
lib:
let
  inherit (builtins)
    elemAt
    genList
    isAttrs
    length
    mapAttrs
    ;

  # The value at the path and whether there is one, without an exception for a value in the way.
  lookUp =
    path: found: missing: set:
    let
      depth = length path;
      go =
        index: value:
        if index == depth then
          found value
        else
          let
            name = elemAt path index;
          in
          if value ? ${name} then go (index + 1) value.${name} else missing;
    in
    go 0 set;
in
{
  # Spelt out, not with `lookUp`: so hmeval knows it by its text and runs it natively.
  attrByPath =
    path: default: set:
    let
      depth = length path;
      go =
        index: value:
        if index == depth then
          value
        else
          let
            name = elemAt path index;
          in
          if value ? ${name} then go (index + 1) value.${name} else default;
    in
    go 0 set;
  hasAttrByPath = path: lookUp path (_value: true) false;
  getAttrFromPath =
    path: lookUp path (value: value) (
      abort "cannot find attribute '${builtins.concatStringsSep "." path}'"
    );
  setAttrByPath =
    path: value:
    let
      depth = length path;
      go = index: if index == depth then value else { ${elemAt path index} = go (index + 1); };
    in
    go 0;
  # The longest beginning of the path at which the set has a value; null if there is none at all.
  longestValidPathPrefix =
    path: set:
    let
      depth = length path;
      go =
        index: value:
        if index == depth then
          path
        else
          let
            name = elemAt path index;
          in
          if value ? ${name} then go (index + 1) value.${name} else genList (elemAt path) index;
    in
    go 0 set;
  showAttrPath =
    path:
    if path == [ ] then
      "<root attribute path>"
    else
      lib.concatMapStringsSep "." lib.strings.escapeNixIdentifier path;

  # Every update is `{ path; update; }`; one at a longer path comes before one at a shorter.
  updateManyAttrsByPath =
    let
      # `value` is `{ known; content; }`: at a place that is not there, an update must not look at what was there.
      apply =
        prefix: updates: value:
        let
          split = lib.partition (one: length one.path == length prefix) updates;
          deeper = lib.groupBy (one: elemAt one.path (length prefix)) split.wrong;
          child =
            name: theirs:
            apply (prefix ++ [ name ]) theirs {
              known = value.known && value.content ? ${name};
              content = value.content.${name};
            };
          withChildren =
            if split.wrong == [ ] then
              value
            else if value.known && !isAttrs value.content then
              throw "updateManyAttrsByPath: Path '${lib.showAttrPath (builtins.head split.wrong).path}' needs to be updated, but path '${lib.showAttrPath prefix}' of the given value is not an attribute set, so we can't update an attribute inside of it."
            else
              {
                known = true;
                content = (if value.known then value.content else { }) // mapAttrs child deeper;
              };
          run = state: one: {
            known = true;
            content = one.update (
              if state.known then
                state.content
              else
                throw "updateManyAttrsByPath: Path '${lib.showAttrPath prefix}' does not exist in the given value, but the first update to this path tries to access the existing value."
            );
          };
        in
        (lib.foldl run withChildren split.right).content;
    in
    updates: set:
    apply [ ] updates {
      known = true;
      content = set;
    };
}
