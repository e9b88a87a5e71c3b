{
  description = "hmeval: evaluates Nix, NixOS and Home Manager configurations natively, with no Nix installed";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      # Only x86_64-linux is tested by the project.
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "aarch64-darwin"
      ];
      forEachSystem = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
      homeModule = ./nix/home-module.nix;
    in
    {
      # `nix build`, `nix run . -- show users.jdoe --file fixtures/home/jdoe.nix`
      packages = forEachSystem (pkgs: rec {
        hmeval = pkgs.callPackage ./nix/package.nix { };
        default = hmeval;
      });

      # `pkgs.hmeval`
      overlays.default = final: _previous: {
        hmeval = final.callPackage ./nix/package.nix { };
      };

      # `nix develop`: what `.ci/run` needs.
      devShells = forEachSystem (pkgs: {
        default = pkgs.callPackage ./nix/shell.nix { };
      });

      # `programs.hmeval` for Home Manager. `homeManagerModules` is the older convention.
      homeModules = {
        default = homeModule;
        hmeval = homeModule;
      };
      homeManagerModules.hmeval = homeModule;
    };
}
