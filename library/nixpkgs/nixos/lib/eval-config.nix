# Evaluates a host's configuration.
{
  system ? null,
  pkgs ? null,
  lib ? pkgs.lib,
  modules ? [ ],
  extraModules ? [ ],
  baseModules ? import ../modules { inherit lib; },
  specialArgs ? { },
  modulesLocation ? null,
  prefix ? [ ],
  # The two that follow are older than `_module`.
  extraArgs ? { },
  check ? true,
}:
let
  given = {
    _file = ./eval-config.nix;
    config = lib.mkMerge (
      lib.optional (system != null) { nixpkgs.system = lib.mkDefault system; }
      ++ lib.optional (pkgs != null) { nixpkgs = { inherit pkgs; }; }
    );
  };
  described = {
    config._module = {
      inherit check;
      args = extraArgs // {
        inherit baseModules extraModules modules;
      };
    };
  };
  located =
    if modulesLocation == null then
      modules
    else
      map (lib.setDefaultModuleLocation modulesLocation) modules;

  evaluated = lib.evalModules {
    inherit prefix;
    class = "nixos";
    modules = located ++ baseModules ++ extraModules ++ [ given described ];
    specialArgs = {
      modulesPath = toString ../modules;
    }
    // specialArgs;
  };

  result =
    evaluation:
    evaluation
    // {
      inherit lib;
      inherit (evaluation._module.args) pkgs;
      extendModules = more: result (evaluation.extendModules more);
    };
in
result evaluated
