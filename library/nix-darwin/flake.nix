# nix-darwin for use without a network.
{
  description = "nix-darwin, as hmeval's built-in library has it";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      evalConfig = import ./eval-config.nix;
    in
    {
      lib = {
        inherit evalConfig;
        darwinSystem =
          { modules, ... }@args:
          evalConfig (
            { lib = args.pkgs.lib or nixpkgs.lib; }
            // removeAttrs args [
              "inputs"
              "pkgs"
              "system"
            ]
            // {
              modules =
                modules
                ++ nixpkgs.lib.optional (args ? pkgs) { _module.args.pkgs = nixpkgs.lib.mkForce args.pkgs; }
                ++ nixpkgs.lib.optional (args ? system) { nixpkgs.system = nixpkgs.lib.mkDefault args.system; }
                ++ nixpkgs.lib.optional (args ? inputs) { _module.args.inputs = args.inputs; }
                ++ [
                  {
                    nixpkgs.source = nixpkgs.lib.mkDefault nixpkgs;
                    nixpkgs.flake.source = nixpkgs.lib.mkDefault nixpkgs.outPath;
                    system.checks.verifyNixPath = nixpkgs.lib.mkDefault false;
                  }
                ];
            }
          );
      };
    };
}
