# Home Manager for use without a network: the built-in library's stand-in for nix-community/home-manager.
{
  description = "Home Manager, as hmeval's built-in library has it";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      under = path: rec {
        home-manager = path;
        default = home-manager;
      };
    in
    {
      lib = import ./lib { inherit (nixpkgs) lib; };
      nixosModules = under ./host/nixos.nix;
      darwinModules = under ./host/darwin.nix;
      templates = rec {
        default = standalone;
        standalone = {
          path = ./templates/standalone;
          description = "A home of its own";
        };
        nixos = {
          path = ./templates/nixos;
          description = "Home Manager as a module of NixOS";
        };
        nix-darwin = {
          path = ./templates/nix-darwin;
          description = "Home Manager as a module of nix-darwin";
        };
      };
    };
}
