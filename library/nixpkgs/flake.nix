# Stands in for nixpkgs where there is no network: the library of functions, and a set of packages by name.
{
  description = "The library of nixpkgs and its package set by name, written for hmeval";

  outputs =
    { self }:
    let
      lib = import ./lib;
      systems = lib.systems.flakeExposed;
      evalConfig = ./nixos/lib/eval-config.nix;
      nixosSystem =
        arguments:
        (
          if builtins.pathExists evalConfig then
            import evalConfig
          else
            throw "lib.nixosSystem: the modules of NixOS are not in this copy of hmeval's built-in library"
        ) (
          {
            inherit lib;
            system = null;
            modules = arguments.modules ++ [ { config.nixpkgs.flake.source = self.outPath; } ];
          }
          // builtins.removeAttrs arguments [ "modules" ]
        );
    in
    {
      lib = lib.extend (
        _final: _previous: {
          inherit nixosSystem;
          nixos.evalModules = arguments: lib.evalModules ({ class = "nixos"; } // arguments);
        }
      );
      legacyPackages = lib.genAttrs systems (system: import ./. { inherit system; });
      formatter = lib.genAttrs systems (system: (import ./. { inherit system; }).nixfmt);
    };
}
