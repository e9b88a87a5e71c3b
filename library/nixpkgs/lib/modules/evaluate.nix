# `evalModules`: from modules to options and configuration.
lib: modules:
let
  inherit (builtins)
    addErrorContext
    concatMap
    filter
    isAttrs
    removeAttrs
    seq
    zipAttrsWith
    ;
  inherit (modules) collectModules mergeModules pushDownProperties;
  inherit (lib.options) isOption;
  internalModule = import ./internal.nix lib;

  # The values in a tree of options.
  valuesOf = lib.mapAttrsRecursiveCond (part: !isOption part) (_path: option: option.value);

  # What definitions name, as a tree of sets: `defined ? services.plum.enable` tells whether some module defines that, be it
  # under a condition. It evaluates no more than the definition of that option would.
  namesIn =
    definitions:
    zipAttrsWith (_name: namesIn) (filter isAttrs (concatMap pushDownProperties definitions));

  warned =
    arguments:
    lib.warnIf (arguments ? args)
      "The args argument to evalModules is deprecated. Please set config._module.args instead."
      lib.warnIf
      (arguments ? check)
      "The check argument to evalModules is deprecated. Please set config._module.check instead.";

  evalModules =
    arguments@{
      modules,
      prefix ? [ ],
      specialArgs ? { },
      class ? null,
      # The two that follow are older than `_module`.
      args ? { },
      check ? true,
    }:
    let
      given =
        modules
        ++ lib.optional (arguments ? args) { config._module.args = args; }
        ++ lib.optional (arguments ? check) { config._module.check = lib.mkDefault check; };
      internal = internalModule {
        inherit prefix specialArgs extendModules;
        moduleType = type;
      };
      collected = collectModules class (specialArgs.modulesPath or "") (given ++ [ internal ]) (
        {
          inherit lib options specialArgs;
          _class = class;
          _prefix = prefix;
          # Without the modules that define something because of it.
          _defined = namesIn (
            filter (definitions: !(definitions ? _catalogue)) (map (module: module.config) collected.modules)
          );
          config = addErrorContext "if you get an infinite recursion here, you probably reference `config` in `imports`. If you are trying to achieve a conditional import behavior dependent on `config`, consider importing unconditionally, and using `mkEnableOption` and `mkIf` to control its effect." config;
        }
        // specialArgs
      );
      # Definitions of modules further down the list come first.
      merged = mergeModules prefix (lib.reverseList collected.modules);

      options = merged.matchedOptions;
      declared = valuesOf options;
      inherit (declared._module) freeformType;
      unmatched = merged.unmatchedDefns;
      freeform =
        if unmatched == [ ] then
          { }
        else
          freeformType.merge prefix (
            map (definition: {
              inherit (definition) file;
              value = lib.setAttrByPath definition.prefix definition.value;
            }) unmatched
          );
      config = if freeformType == null then declared else lib.recursiveUpdate freeform declared;

      checkUnmatched =
        if config._module.check && config._module.freeformType == null && unmatched != [ ] then
          import ./unmatched.nix lib {
            inherit prefix options;
            definitions = unmatched;
          }
        else
          null;
      checked = seq checkUnmatched;

      extendModules =
        extension@{
          modules ? [ ],
          specialArgs ? { },
          prefix ? [ ],
        }:
        evalModules (
          arguments
          // {
            modules = given ++ modules;
            specialArgs = arguments.specialArgs or { } // specialArgs;
            prefix = extension.prefix or arguments.prefix or [ ];
          }
        );
      type = lib.types.submoduleWith { inherit modules specialArgs class; };
      result = {
        _type = "configuration";
        options = checked options;
        config = checked (removeAttrs config [ "_module" ]);
        _module = checked config._module;
        inherit (collected) graph;
        inherit extendModules type class;
      };
    in
    if arguments ? args || arguments ? check then warned arguments result else result;
in
{
  inherit evalModules;
  fixMergeModules =
    modules: args:
    evalModules {
      inherit modules args;
      check = false;
    };
}
