# The package set as a fixed point: packages, then the overlays of the configuration, then those given.
{
  system ? builtins.currentSystem or (throw "nixpkgs: `system` has to be given where evaluation is pure"),
  localSystem ? { inherit system; },
  crossSystem ? null,
  config ? { },
  overlays ? [ ],
  ...
}@arguments:
let
  lib = import ../lib;
  platform = value: lib.systems.elaborate value;
  buildPlatform = platform localSystem;
  hostPlatform = if crossSystem == null then buildPlatform else platform crossSystem;

  for = system: import ./. (arguments // { inherit localSystem; crossSystem = system; });
  withAbi =
    abi:
    let
      inherit (hostPlatform) parsed;
      # On Darwin there is no other C library to choose.
      config =
        if hostPlatform.isLinux then "${parsed.cpu.name}-${parsed.vendor.name}-${parsed.kernel.name}-${abi}" else hostPlatform.config;
    in
    { inherit config; };

  settings =
    let
      given = if lib.isFunction config then config { inherit lib pkgs; } else config;
    in
    import ./config.nix lib given;

  core = final: {
    _type = "pkgs";
    inherit lib overlays;
    config = settings;
    path = ../.;
    inherit (hostPlatform) system;
    pkgs = final;

    callPackage = final.newScope { };
    callPackages = lib.callPackagesWith final;
    newScope = extra: lib.callPackageWith (final // extra);

    stdenv = import ./stdenv.nix {
      inherit
        lib
        buildPlatform
        hostPlatform
        ;
      config = settings;
      pkgs = final;
    };
    stdenvNoCC = final.stdenv // {
      hasCC = false;
    };
    clangStdenv = final.stdenv;
    gccStdenv = final.stdenv;
    inherit (final.stdenv) mkDerivation;
    inherit buildPlatform hostPlatform;
    targetPlatform = hostPlatform;

    # Everything is built where it is used: the sets for other machines are this one.
    buildPackages = final;
    targetPackages = final;
    pkgsBuildBuild = final;
    pkgsBuildHost = final;
    pkgsBuildTarget = final;
    pkgsHostHost = final;
    pkgsHostTarget = final;
    pkgsTargetTarget = final;
    __splicedPackages = final;
    pkgsi686Linux = import ./. (arguments // { localSystem.system = "i686-linux"; crossSystem = null; });
    pkgsx86_64Darwin = import ./. (arguments // { localSystem.system = "x86_64-darwin"; crossSystem = null; });
    # The sets for other machines, by the names of `lib.systems.examples`.
    pkgsCross = builtins.mapAttrs (_name: for) lib.systems.examples;
    pkgsMusl = for (withAbi "musl");
    pkgsStatic = for (withAbi "musl" // { isStatic = true; });
    pkgsLLVM = for { inherit (hostPlatform) config; useLLVM = true; };

    extend = overlay: final.appendOverlays [ overlay ];
    appendOverlays =
      more: if more == [ ] then final else import ./. (arguments // { overlays = overlays ++ more; });
  };

  layers = [
    (final: _previous: lib.optionalAttrs settings.allowAliases (import ./aliases.nix { inherit lib; pkgs = final; }))
    (final: _previous: import ./builders { inherit lib; pkgs = final; })
    (final: _previous: import ./packages.nix { inherit lib; pkgs = final; })
    (final: _previous: import ./sets { inherit lib; pkgs = final; })
    (_final: previous: settings.packageOverrides previous)
  ]
  ++ overlays;
  pkgs = lib.fix (builtins.foldl' (lib.flip lib.extends) core layers);
in
pkgs
