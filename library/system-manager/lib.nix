# `makeSystemConfig`: a configuration with the modules of a host that do not need NixOS.
{ lib, nixpkgs }:
let
  nixos = ../nixpkgs/nixos;
in
{
  printAttrPos = place: "${place.file}:${toString place.line}:${toString place.column}";

  makeSystemConfig =
    {
      modules,
      overlays ? [ ],
      specialArgs ? { },
      extraSpecialArgs ? { },
    }:
    let
      given =
        { config, pkgs, ... }:
        {
          config = {
            nixpkgs = {
              inherit overlays;
              flake.source = lib.mkDefault nixpkgs.outPath;
            };
            _module.args.system-manager = pkgs.writeShellScriptBin "system-manager" ''
              exec hmeval "$@"
            '';
            assertions = [
              {
                assertion = extraSpecialArgs == { } || specialArgs == { };
                message = "extraSpecialArgs cannot be used together with specialArgs, please use specialArgs only instead";
              }
            ];
            warnings =
              lib.optional (extraSpecialArgs != { })
                "extraSpecialArgs is deprecated and will be removed in the next release, please use specialArgs instead";
          };
        };
      evaluated = lib.evalModules {
        specialArgs = {
          nixosModulesPath = toString (nixos + "/modules");
        }
        // specialArgs
        // extraSpecialArgs;
        modules = [
          given
          ./modules
        ]
        ++ modules;
      };
    in
    # The package of the configuration, with the configuration: nothing of the package is computed for it.
    {
      type = "derivation";
      inherit (evaluated) config options;
      inherit (evaluated.config.build.toplevel)
        drvAttrs
        drvPath
        name
        out
        outPath
        outputName
        outputs
        system
        ;
    };
}
