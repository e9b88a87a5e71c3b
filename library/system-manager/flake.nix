# system-manager for use without a network: services and users on distributions other than NixOS.
{
  description = "system-manager, as hmeval's built-in library has it";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs =
    { nixpkgs, ... }:
    {
      lib = import ./lib.nix {
        inherit nixpkgs;
        inherit (nixpkgs) lib;
      };
      templates.default = {
        path = ./template;
        description = "A host with users and Home Manager";
      };
    };
}
