# `lib.types`: the types of options.
lib:
import ./core.nix lib
// import ./attr-list.nix lib
// import ./collections.nix lib
// import ./numbers.nix lib
// import ./simple.nix lib
// import ./strings.nix lib
// import ./submodules.nix lib
// import ./unions.nix lib
// {
  inherit (lib) types;
}
