# A host whose package set is given and cannot be changed by its modules.
{ config, lib, ... }:
{
  disabledModules = [ ../../core/nixpkgs.nix ];

  options.nixpkgs =
    lib.genAttrs [ "config" "overlays" "hostPlatform" "buildPlatform" ] (
      name:
      lib.mkOption {
        type = lib.types.raw;
        readOnly = true;
        internal = true;
        default = config.nixpkgs.pkgs.${name} or config.nixpkgs.pkgs.stdenv.${name};
        description = "What the package set says of {var}`${name}`.";
      }
    )
    // {
      pkgs = lib.mkOption {
        type = lib.types.lazyAttrsOf lib.types.raw;
        description = "The package set.";
      };
      flake.source = lib.mkOption {
        type = lib.types.nullOr (lib.types.either lib.types.str lib.types.path);
        default = null;
        description = "Folder of the nixpkgs that evaluates this configuration.";
      };
    };

  config._module.args.pkgs = lib.mkOverride 99 config.nixpkgs.pkgs;
}
