# `lib.types`: the types of options.
#
# The types are made of each other as they are here: who extends `lib` with another `either` does not change `oneOf`.
# Only where two declarations of an option are merged, the types of the extended library are asked (`finalTypes`).
lib:
let
  own =
    import ./core.nix scope
    // import ./attr-list.nix scope
    // import ./collections.nix scope
    // import ./numbers.nix scope
    // import ./simple.nix scope
    // import ./strings.nix scope
    // import ./submodules.nix scope
    // import ./unions.nix scope
    // {
      inherit (lib) types;
    };
  scope = lib // {
    types = own;
    finalTypes = lib.types;
  };
in
own
