# Types whose values are configurations of their own, and modules as values.
lib:
let
  inherit (builtins)
    attrNames
    intersectAttrs
    isAttrs
    ;
  inherit (lib.options) showOption;
  inherit (lib.types)
    deferredModuleWith
    defaultFunctor
    mkOptionType
    noCheckForDocsModule
    submoduleWith
    ;
  inherit (import ./helpers.nix lib)
    coherent
    headError
    mergeWith
    phrase
    ;

  isModule = value: isAttrs value || lib.isFunction value || lib.types.path.check value;

  # The one that is said, if the other is not; both if they agree.
  agree =
    failure: left: right:
    if left == null || left == right then
      right
    else if right == null then
      left
    else
      throw failure;
  mergePayloads =
    left: right:
    let
      twice = "A submoduleWith option is declared multiple times with";
      common = intersectAttrs left.specialArgs right.specialArgs;
    in
    {
      modules = left.modules ++ right.modules;
      specialArgs =
        if common == { } then
          left.specialArgs // right.specialArgs
        else
          throw "${twice} the same specialArgs \"${toString (attrNames common)}\"";
      class = agree "${twice} conflicting class values \"${toString left.class}\" and \"${toString right.class}\"." left.class right.class;
      shorthandOnlyDefinesConfig = agree "${twice} conflicting shorthandOnlyDefinesConfig values" left.shorthandOnlyDefinesConfig right.shorthandOnlyDefinesConfig;
      description = agree "${twice} conflicting descriptions" left.description right.description;
    };
in
{
  submodule =
    modules:
    submoduleWith {
      shorthandOnlyDefinesConfig = true;
      modules = lib.toList modules;
    };
  submoduleWith =
    arguments@{
      modules,
      specialArgs ? { },
      # Whether a set that is a definition is configuration only, whatever its attributes are called.
      shorthandOnlyDefinesConfig ? false,
      description ? null,
      class ? null,
    }:
    let
      check = coherent isModule;
      asModule =
        definition:
        if isAttrs definition.value && shorthandOnlyDefinesConfig then
          {
            _file = definition.file;
            config = definition.value;
          }
        else
          {
            _file = definition.file;
            imports = [ definition.value ];
          };
      base = lib.modules.evalModules {
        inherit class specialArgs;
        modules = [ { _module.args.name = lib.mkOptionDefault "‹name›"; } ] ++ modules;
      };
      inherit (base._module) freeformType;
      documented = prefix: base.extendModules ({ modules = [ noCheckForDocsModule ]; } // prefix);
    in
    mkOptionType {
      name = "submodule";
      description =
        if description != null then
          description
        else
          let
            type = (documented { })._module.freeformType;
          in
          if type ? description then
            "open submodule of ${
              phrase [
                "noun"
                "composite"
              ] type
            }"
          else
            "submodule";
      inherit check;
      merge = mergeWith (
        { loc, defs }:
        let
          configuration = base.extendModules {
            modules = [ { _module.args.name = lib.last loc; } ] ++ map asModule defs;
            prefix = loc;
          };
        in
        {
          headError = headError check defs;
          value = configuration.config;
          valueMeta = { inherit configuration; };
        }
      );
      emptyValue.value = base.config;
      getSubOptions =
        prefix:
        let
          evaluation = documented { inherit prefix; };
          type = evaluation._module.freeformType;
        in
        evaluation.options
        // lib.optionalAttrs (type != null) {
          _freeformOptions = type.getSubOptions prefix;
        };
      getSubModules = modules;
      substSubModules = modules: submoduleWith (arguments // { inherit modules; });
      nestedTypes = lib.optionalAttrs (freeformType != null) { inherit freeformType; };
      functor = defaultFunctor "submodule" // {
        type = lib.finalTypes.submoduleWith;
        payload = {
          inherit
            modules
            class
            specialArgs
            shorthandOnlyDefinesConfig
            description
            ;
        };
        binOp = mergePayloads;
      };
    };

  # A module that is not evaluated here.
  deferredModule = deferredModuleWith { };
  deferredModuleWith =
    arguments@{
      staticModules ? [ ],
    }:
    mkOptionType {
      name = "deferredModule";
      description = "module";
      descriptionClass = "noun";
      check = isModule;
      merge = location: definitions: {
        imports =
          staticModules
          ++ map (
            definition:
            lib.setDefaultModuleLocation "${definition.file}, via option ${showOption location}" definition.value
          ) definitions;
      };
      inherit (submoduleWith { modules = staticModules; }) getSubOptions getSubModules;
      substSubModules = modules: deferredModuleWith (arguments // { staticModules = modules; });
      functor = defaultFunctor "deferredModuleWith" // {
        type = lib.finalTypes.deferredModuleWith;
        payload = { inherit staticModules; };
        binOp = left: right: { staticModules = left.staticModules ++ right.staticModules; };
      };
    };
}
