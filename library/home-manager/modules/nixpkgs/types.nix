# The types of `nixpkgs.config` and of overlays.
{ lib, pkgs }:
let
  call = f: if lib.isFunction f then f { inherit pkgs; } else f;

  # Overrides of packages are functions: both are applied.
  overrides =
    name: left: right:
    lib.optionalAttrs (left ? ${name}) {
      ${name} =
        set:
        let
          apply = f: if lib.isFunction f then f set else f;
        in
        apply left.${name} // apply (right.${name} or { });
    };

  merge =
    left': right':
    let
      left = call left';
      right = call right';
    in
    lib.recursiveUpdate left right
    // lib.optionalAttrs (left ? allowUnfreePackages) {
      allowUnfreePackages = left.allowUnfreePackages ++ (right.allowUnfreePackages or [ ]);
    }
    // overrides "packageOverrides" left right
    // overrides "perlPackageOverrides" left right;
in
{
  config = lib.mkOptionType {
    name = "nixpkgs-config";
    description = "nixpkgs config";
    check = value: lib.isAttrs value || lib.isFunction value;
    merge = _: lib.foldr (def: merge def.value) { };
  };

  overlay = lib.mkOptionType {
    name = "nixpkgs-overlay";
    description = "nixpkgs overlay";
    check = lib.isFunction;
    merge = lib.mergeOneOption;
  };
}
