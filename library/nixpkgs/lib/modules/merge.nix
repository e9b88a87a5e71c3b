# All modules made one tree of options with their values, and the definitions that have no option.
#
# The tree is walked along its declarations; definitions follow, each wrapped in the properties of what is around it.
# hmeval knows these functions by their text and runs them natively (`docs/modules.md`).
lib: modules:
let
  inherit (builtins)
    all
    attrNames
    concatLists
    concatMap
    concatStringsSep
    filter
    head
    isAttrs
    length
    mapAttrs
    typeOf
    unsafeGetAttrPos
    zipAttrsWith
    ;
  inherit (modules)
    evalOptionValue
    fixupOptionType
    mergeOptionDecls
    notADeclaration
    pushDownProperties
    ;
  inherit (lib.options) isOption showOption;

  mustDeclareAttrs =
    prefix: tree:
    throw ''
      An option declaration for `${concatStringsSep "." prefix}' has type
      `${typeOf tree}' rather than an attribute set.
      Did you mean to define this outside of `options'?
    '';
  mustDefineAttrs =
    prefix: definition:
    throw ''
      In module `${definition.file}', you're trying to define a value of type `${typeOf definition.config}'
      rather than an attribute set for the option
      `${concatStringsSep "." prefix}'!

      This usually happens if `${concatStringsSep "." prefix}' has option
      definitions inside that are not matched. Please check how to properly define
      this option by e.g. referring to `man 5 configuration.nix'!
    '';

  # Options inside of an option of submodules are one more module of it.
  asSubmodule =
    declaration:
    if isOption declaration.options then
      declaration
    else
      declaration
      // {
        options = lib.mkOption {
          type = lib.types.submoduleWith {
            modules = [ { inherit (declaration) options; } ];
            shorthandOnlyDefinesConfig = null;
          };
        };
      };

  cannotHoldOptions =
    location: option: declarations:
    let
      inside = concatMap (
        declaration:
        map (name: " - option(s) with prefix `${showOption (location ++ [ name ])}' in module `${declaration._file}'") (
          attrNames declaration.options
        )
      ) (filter (declaration: !isOption declaration.options) declarations);
    in
    throw "The option `${showOption location}' in module `${option._file}' would be a parent of the following options, but its type `${
      option.options.type.description or "<no description>"
    }' does not support nested options.\n${concatStringsSep "\n" (builtins.sort builtins.lessThan inside)}";
in
rec {
  mergeModules =
    prefix: modules:
    mergeModules' prefix modules (
      concatMap (
        module:
        map (config: {
          file = module._file;
          inherit config;
        }) (pushDownProperties module.config)
      ) modules
    );

  mergeModules' =
    prefix: modules: configs:
    let
      collect = zipAttrsWith (_name: values: values);
      # By name, with where it stands.
      declarations = collect (
        map (
          module:
          let
            tree = module.options;
          in
          if isAttrs tree then
            mapAttrs (name: options: {
              inherit (module) _file;
              pos = unsafeGetAttrPos name tree;
              inherit options;
            }) tree
          else
            mustDeclareAttrs prefix tree
        ) modules
      );
      checked =
        assert all (definition: isAttrs definition.config || mustDefineAttrs prefix definition) configs;
        configs;
      # A definition as it is, for an option.
      definitions = collect (
        map (
          definition:
          mapAttrs (_name: value: {
            inherit (definition) file;
            inherit value;
          }) definition.config
        ) checked
      );
      # A definition with its properties pushed to the attributes below, for a set of options.
      pushed = zipAttrsWith (_name: concatLists) (
        map (
          definition:
          mapAttrs (
            _name: value:
            map (config: {
              inherit (definition) file;
              inherit config;
            }) (pushDownProperties value)
          ) definition.config
        ) checked
      );

      result =
        name: parts:
        let
          location = prefix ++ [ name ];
          options = filter (
            declaration:
            declaration.options ? _type
            && (
              declaration.options._type == "option"
              || notADeclaration location declaration.options._type declaration._file
            )
          ) parts;
          evaluate = parts: {
            matchedOptions = evalOptionValue location (fixupOptionType location (mergeOptionDecls location parts)) (
              definitions.${name} or [ ]
            );
            unmatchedDefns = [ ];
          };
        in
        if length options == length parts then
          evaluate parts
        else if options == [ ] then
          mergeModules' location parts (pushed.${name} or [ ])
        else if all (declaration: declaration.options.type.name or null == "submodule") options then
          evaluate (map asSubmodule parts)
        else
          cannotHoldOptions location (head options) parts;
      results = mapAttrs result declarations;

      # The definitions below a name that have no option; all of them, if nothing is declared there.
      below =
        name:
        map (definition: definition // { prefix = [ name ] ++ (definition.prefix or [ ]); }) (
          if results ? ${name} then results.${name}.unmatchedDefns else definitions.${name}
        );
    in
    {
      matchedOptions = mapAttrs (_name: result: result.matchedOptions) results;
      unmatchedDefns =
        if configs == [ ] then
          [ ]
        else
          concatMap below (attrNames (definitions // declarations));
    };
}
