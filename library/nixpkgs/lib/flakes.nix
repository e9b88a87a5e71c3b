# `lib.flakes`: references of flakes.
_lib: {
  inherit (builtins) parseFlakeRef flakeRefToString;
}
