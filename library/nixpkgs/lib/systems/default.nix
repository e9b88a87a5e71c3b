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
  examples = {
    gnu64.config = "x86_64-unknown-linux-gnu";
    musl64.config = "x86_64-unknown-linux-musl";
    aarch64-multiplatform.config = "aarch64-unknown-linux-gnu";
    riscv64.config = "riscv64-unknown-linux-gnu";
    aarch64-darwin.config = "arm64-apple-darwin";
    x86_64-darwin.config = "x86_64-apple-darwin";
  };
}
