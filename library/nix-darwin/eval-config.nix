# Evaluates the configuration of a Mac.
{
  lib,
  modules,
  baseModules ? import ./modules { inherit lib; },
  specialArgs ? { },
  check ? true,
  enableNixpkgsReleaseCheck ? true,
}:
let
  described.config._module = {
    inherit check;
    args = {
      inherit baseModules modules;
    };
  };
  result =
    evaluation:
    evaluation
    // {
      inherit (evaluation._module.args) pkgs;
      system = evaluation.config.system.build.toplevel;
      extendModules = more: result (evaluation.extendModules more);
    };
in
result (
  lib.evalModules {
    class = "darwin";
    modules = modules ++ [ described ] ++ baseModules;
    specialArgs = {
      modulesPath = toString ./modules;
    }
    // specialArgs;
  }
)
