# `lib.options`: options, apart from the merging of modules.
lib:
import ./declare.nix lib
// import ./documentation.nix lib
// import ./merge.nix lib
// import ./show.nix lib
