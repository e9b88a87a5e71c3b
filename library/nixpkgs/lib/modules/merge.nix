# All modules made one tree of options with their values, and the definitions that have no option.
#
# The tree is walked along its declarations; definitions follow, each wrapped in the properties of what is around it.
lib:
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
  inherit (import ./discharge.nix lib) pushDownProperties;
  inherit (import ./declarations.nix lib) notADeclaration;
  inherit (lib.modules) evalOptionValue fixupOptionType mergeOptionDecls;
  inherit (lib.options) isOption showOption;

  collect = _name: values: values;

  # The declarations of a module, by name, with where they stand.
  declared =
    prefix: module:
    let
      tree = module.options;
    in
    if isAttrs tree then
      mapAttrs (name: options: {
        inherit (module) _file;
        inherit options;
        pos = unsafeGetAttrPos name tree;
      }) tree
    else
      throw ''
        An option declaration for `${concatStringsSep "." prefix}' has type
        `${typeOf tree}' rather than an attribute set.
        Did you mean to define this outside of `options'?
      '';

  mustBeAttrs =
    prefix: definition:
    throw ''
      In module `${definition.file}', you're trying to define a value of type `${typeOf definition.config}'
      rather than an attribute set for the option
      `${concatStringsSep "." prefix}'!

      This usually happens if `${concatStringsSep "." prefix}' has option
      definitions inside that are not matched. Please check how to properly define
      this option by e.g. referring to `man 5 configuration.nix'!
    '';

  # A definition as it is, for an option.
  whole =
    definition:
    mapAttrs (_name: value: {
      inherit (definition) file;
      inherit value;
    }) definition.config;
  # A definition with its properties pushed to the attributes below, for a set of options.
  pushed =
    definition:
    mapAttrs (
      _name: value:
      if value._type or "" == "" then
        [
          {
            inherit (definition) file;
            config = value;
          }
        ]
      else
        map (config: {
          inherit (definition) file;
          inherit config;
        }) (pushDownProperties value)
    ) definition.config;

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

  mergeTrees =
    prefix: modules: configs:
    let
      declarations = zipAttrsWith collect (map (declared prefix) modules);
      checked =
        assert all (definition: isAttrs definition.config || mustBeAttrs prefix definition) configs;
        configs;
      definitionsOf = zipAttrsWith collect (map whole checked);
      pushedOf = zipAttrsWith (_name: concatLists) (map pushed checked);

      one =
        name: decls:
        let
          location = prefix ++ [ name ];
          options = filter (
            declaration:
            declaration.options ? _type
            && (
              declaration.options._type == "option"
              || notADeclaration location declaration.options._type declaration._file
            )
          ) decls;
          evaluate = parts: {
            matchedOptions = evalOptionValue location (fixupOptionType location (mergeOptionDecls location parts)) (
              definitionsOf.${name} or [ ]
            );
            unmatchedDefns = [ ];
          };
        in
        # By far the most frequent case: one declaration of an option.
        if length decls == 1 && (head decls).options._type or null == "option" then
          evaluate decls
        else if length options == length decls then
          evaluate decls
        else if options == [ ] then
          mergeTrees location decls (pushedOf.${name} or [ ])
        else if all (declaration: declaration.options.type.name or null == "submodule") options then
          evaluate (map asSubmodule decls)
        else
          cannotHoldOptions location (head options) decls;
      results = mapAttrs one declarations;

      # The definitions below a name that have no option; all of them, if nothing is declared there.
      below =
        name:
        let
          definitions = if results ? ${name} then results.${name}.unmatchedDefns else definitionsOf.${name};
        in
        if definitions == [ ] then
          [ ]
        else
          map (definition: definition // { prefix = [ name ] ++ (definition.prefix or [ ]); }) definitions;
    in
    {
      matchedOptions = mapAttrs (_name: result: result.matchedOptions) results;
      unmatchedDefns =
        if configs == [ ] then
          [ ]
        else
          concatMap below (attrNames (definitionsOf // declarations));
    };
in
{
  mergeModules' = mergeTrees;
  mergeModules =
    prefix: modules:
    mergeTrees prefix modules (
      concatMap (
        module:
        if module.config._type or "" == "" then
          [
            {
              file = module._file;
              inherit (module) config;
            }
          ]
        else
          map (config: {
            file = module._file;
            inherit config;
          }) (pushDownProperties module.config)
      ) modules
    );
}
