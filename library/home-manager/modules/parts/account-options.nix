# What programs add to an account: the files of `folder`, each a set of options that is read when somebody looks at it.
{ lib, pkgs }:
folder:
let
  inherit (import ../../lib/option-trees.nix { inherit lib; }) optionTree;
  names = map (lib.removeSuffix ".nix") (builtins.attrNames (builtins.readDir folder));
in
account:
lib.genAttrs names (
  optionTree (lib.genAttrs names (name: import (folder + "/${name}.nix") { inherit account lib pkgs; }))
)
