# Sets of options that are not read before somebody looks at them: as in the built-in NixOS (`library/nixpkgs/nixos/lib`),
# which is another flake.
{ lib }:
{
  optionTree =
    trees: name:
    let
      tree = trees.${name};
    in
    if tree ? _type then
      throw "`${name}` is declared as a set of options, but is something else (`${tree._type}`)."
    else
      tree;
}
