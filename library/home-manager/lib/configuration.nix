# `homeManagerConfiguration`: a user's configuration without a host's around it.
{
  pkgs,
  lib ? pkgs.lib,
  modules ? [ ],
  extraSpecialArgs ? { },
  # Whether a definition of an option that does not exist is an error.
  check ? true,
  # Only the modules that the others build on.
  minimal ? false,
}:
let
  extended = import ./extend.nix lib;

  # The user's packages and Home Manager's are the same, with their settings and overlays.
  package-set = {
    nixpkgs = {
      config = lib.mkDefault (pkgs.config or { });
      overlays = pkgs.overlays or [ ];
    };
    programs.home-manager.path = toString ../.;
  };

  evaluated = extended.evalModules {
    class = "homeManager";
    modules = [
      { imports = modules ++ [ package-set ]; }
    ]
    ++ import ../modules/all.nix {
      inherit check minimal pkgs;
      lib = extended;
    };
    specialArgs = {
      modulesPath = toString ../modules;
    }
    // extraSpecialArgs;
  };

  escape = builtins.fromJSON ''"\u001b"'';
  tell = warning: builtins.trace "${escape}[1;31mwarning: ${warning}${escape}[0m";

  # Failed assertions end the evaluation; warnings are told before any value is used.
  checked =
    evaluation:
    let
      failed = lib.filter (a: !a.assertion) evaluation.config.assertions;
    in
    lib.foldr tell (
      if failed == [ ] then
        evaluation
      else
        throw "\nFailed assertions:\n${lib.concatMapStringsSep "\n" (a: "- ${a.message}") failed}"
    ) evaluation.config.warnings;

  result =
    evaluation:
    let
      good = checked evaluation;
    in
    good
    // {
      inherit (good.config.home) activationPackage;
      activation-script = good.config.home.activationPackage;
      inherit (good._module.args) pkgs;
      newsDisplay = evaluation.config.news.display;
      newsEntries = lib.sort (a: b: a.time > b.time) (
        lib.filter (entry: entry.condition) evaluation.config.news.entries
      );
      extendModules = more: result (evaluation.extendModules more);
    };
in
result evaluated
