# The modules of a Mac; some are those of NixOS.
{ lib }:
let
  core = name: ../../nixpkgs/nixos/modules/core + "/${name}.nix";
in
[
  (core "base")
  (core "nixpkgs")
  ./activation.nix
  ./defaults.nix
  ./defaults-write.nix
  ./environment.nix
  ./gitlab-runner.nix
  ./homebrew.nix
  ./keyboard.nix
  ./launchd.nix
  ./networking.nix
  ./nix.nix
  ./nix-services.nix
  ./programs.nix
  ./security.nix
  ./services-builders.nix
  ./services-data.nix
  ./services-network.nix
  ./services-windows.nix
  ./shells.nix
  ./system.nix
  ./users.nix
  ./version.nix
]
