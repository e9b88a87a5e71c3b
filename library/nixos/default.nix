# NixOS' core for use without a network: `system` is what `nixpkgs.lib.nixosSystem` is made of.
{
  # `lib.nixosSystem` of a nixpkgs whose lib is `lib` and whose folder is `path`.
  nixosSystem =
    { lib, path }:
    { modules, ... }@args:
    import ./lib/eval-config.nix (
      {
        inherit lib;
        system = null;
      }
      // args
      // {
        modules = modules ++ [ { config.nixpkgs.flake.source = lib.mkDefault path; } ];
      }
    );
}
