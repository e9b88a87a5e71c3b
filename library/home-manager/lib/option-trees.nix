# Sets of options that are not read before somebody looks at them, and whether anybody defines them. The same as in the
# built-in NixOS (`library/nixpkgs/nixos/lib`), which is another flake.
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

  # Whether some module defines an option below `GROUP.NAME`. Where the module system does not tell it to its modules, every
  # one may be.
  isDefined =
    arguments: group: name:
    !(arguments ? _defined) || arguments._defined.${group} or { } ? ${name};
}
