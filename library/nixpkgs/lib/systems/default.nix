# `lib.systems`: what machines there are.
lib:
let
  doubles = import ./doubles.nix lib;
in
import ./elaborate.nix lib
// {
  inherit doubles;
  parse = import ./parse.nix lib;
  inspect = import ./inspect.nix lib;
  flakeExposed = [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "armv6l-linux"
    "armv7l-linux"
    "i686-linux"
    "aarch64-darwin"
    "powerpc64le-linux"
    "riscv64-linux"
    "x86_64-freebsd"
  ];
  platforms = { };
  examples = import ./examples.nix;
  architectures = import ./architectures.nix lib;
}
