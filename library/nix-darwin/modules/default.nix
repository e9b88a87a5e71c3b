# The modules of a Mac; some are those of NixOS.
{ lib }:
let
  core = name: ../../nixpkgs/nixos/modules/core + "/${name}.nix";
in
[
  (core "base")
  (core "nixpkgs")
  ./defaults.nix
  ./environment.nix
  ./homebrew.nix
  ./launchd.nix
  ./nix.nix
  ./programs.nix
  ./services.nix
  ./system.nix
  ./users.nix
]
