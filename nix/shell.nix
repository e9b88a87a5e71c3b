# What it takes to work on hmeval: a toolchain, and a Nix for the tests to compare with.
{
  mkShell,
  cargo,
  clippy,
  rust-analyzer,
  rustc,
  rustfmt,
  nix,
}:
mkShell {
  packages = [
    cargo
    clippy
    rust-analyzer
    rustc
    rustfmt
    nix
  ];
}
