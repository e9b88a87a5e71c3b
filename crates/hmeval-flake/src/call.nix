# From a lock file to the outputs of its root, each input fetched and evaluated when it is first needed.
# `known` has the trees that are at hand already, by the keys of the lock file.
lock: known: fetchTree:
let
  keyOf = input: if builtins.isList input then keyAt lock.root input else input;
  keyAt = builtins.foldl' (key: name: keyOf lock.nodes.${key}.inputs.${name});

  evaluate =
    key: node:
    let
      locked = node.locked or { };
      below = locked.type or null == "path" && builtins.substring 0 1 locked.path != "/";
      above = nodes.${keyAt lock.root node.parent};

      sourceInfo =
        if known ? ${key} then
          known.${key}.sourceInfo
        else if below then
          above.sourceInfo
        else
          fetchTree (node.info or { } // removeAttrs locked [ "dir" ] // { __final = true; });

      within = base: dir: if dir == "" then base else base + "/" + dir;
      outPath =
        if below && !(known ? ${key}) then
          within above.outPath locked.path
        else
          within sourceInfo.outPath (known.${key}.dir or locked.dir or "");

      flake = import (outPath + "/flake.nix");
      inputs = builtins.mapAttrs (_: input: nodes.${keyOf input}.result) (node.inputs or { });
      outputs = flake.outputs (inputs // { self = result; });
      result =
        outputs
        // sourceInfo
        // {
          inherit outPath inputs outputs sourceInfo;
          _type = "flake";
        };
    in
    {
      inherit outPath sourceInfo;
      result =
        if node.flake or true then
          assert builtins.isFunction flake.outputs;
          result
        else
          sourceInfo // { inherit sourceInfo outPath; };
    };

  nodes = builtins.mapAttrs evaluate lock.nodes;
in
nodes.${lock.root}.result
