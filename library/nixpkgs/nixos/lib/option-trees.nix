# Sets of options that are not read before somebody looks at them.
{ lib }:
rec {
  # The set of options that `trees` has under a name. By its text the answer is never an option, so that the module system
  # need not look at it to tell one from the other: hmeval knows this function (`docs/modules.md`).
  optionTree =
    trees: name:
    let
      tree = trees.${name};
    in
    if tree ? _type then
      throw "`${name}` is declared as a set of options, but is something else (`${tree._type}`)."
    else
      tree;

  # A module that declares sets of options below `group`: those of these names in `trees`, which stand in a file.
  declared = group: file: trees: names: {
    key = "${toString file}#${group}";
    _file = toString file;
    options.${group} = lib.genAttrs names (optionTree trees);
  };
}
