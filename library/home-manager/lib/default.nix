# What the flake offers as `lib`: `hm`, and the evaluation of a standalone configuration.
{ lib }:
{
  inherit (import ./extend.nix lib) hm;
  homeManagerConfiguration = import ./configuration.nix;
}
