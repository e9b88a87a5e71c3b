# One module brought into one shape, whichever way it was written.
lib:
let
  inherit (builtins)
    addErrorContext
    attrNames
    head
    isAttrs
    isList
    mapAttrs
    removeAttrs
    ;
  inherit (lib) isFunction;

  # These mean something to the module system and are no configuration.
  alwaysSpecial = [
    "_class"
    "_file"
    "key"
    "disabledModules"
    "imports"
    "freeformType"
  ];
  specialOfShort = alwaysSpecial ++ [ "require" ];
  specialOfLong = alwaysSpecial ++ [
    "options"
    "config"
    "meta"
  ];

  # Some attributes at the top of a module are short for a definition. (Few modules have them.)
  withDefinition =
    condition: definition: config:
    if condition then
      lib.mkMerge [
        config
        definition
      ]
    else
      config;

  # A function is given what its formals ask for; what nobody passed comes from `_module.args`, and so needs `config`.
  applyModuleArgs =
    key: function: arguments:
    let
      fetch =
        name: _hasDefault:
        addErrorContext ''while evaluating the module argument `${name}' in "${key}":'' (
          arguments.${name} or (addErrorContext
            "noting that argument `${name}` is not externally provided, so querying `_module.args` instead, requiring `config`"
            arguments.config._module.args.${name}
          )
        );
    in
    function (arguments // mapAttrs fetch (lib.functionArgs function));
in
rec {
  applyModuleArgsIfFunction =
    key: function: arguments:
    if isFunction function then applyModuleArgs key function arguments else function;

  unifyModuleSyntax =
    file: key: module:
    let
      common = {
        _file = toString module._file or file;
        _class = module._class or null;
        key = toString module.key or key;
        disabledModules = module.disabledModules or [ ];
      };
      withType = withDefinition (module ? freeformType) {
        _module.freeformType = module.freeformType;
      };
      withMeta = withDefinition (module ? meta) { inherit (module) meta; };
      isShort = module ? freeformType || module ? meta;
    in
    if module ? config || module ? options then
      let
        stray = removeAttrs module specialOfLong;
      in
      if stray != { } then
        throw "Module `${key}' has an unsupported attribute `${head (attrNames stray)}'. This is caused by introducing a top-level `config' or `options' attribute. Add configuration attributes immediately on the top level instead, or move all of them (namely: ${toString (attrNames stray)}) into the explicit `config' attribute."
      else
        common
        // {
          imports = module.imports or [ ];
          options = module.options or { };
          config = if isShort then withType (withMeta (module.config or { })) else module.config or { };
        }
    else if isAttrs module then
      common
      // {
        imports = module.require or [ ] ++ module.imports or [ ];
        options = { };
        config =
          let
            definitions = removeAttrs module specialOfShort;
          in
          if module ? freeformType then withType definitions else definitions;
      }
    else
      throw "module ${file} (${key}) does not look like a module.";

  # A module out of what stands in `imports`: a function, a set, a definition with a condition, a path.
  loadModule =
    class: arguments: file: key: module:
    if isFunction module then
      unifyModuleSyntax file key (applyModuleArgs key module arguments)
    else if isAttrs module then
      let
        type = module._type or "module";
      in
      if type == "module" then
        unifyModuleSyntax file key module
      else if type == "if" || type == "override" then
        loadModule class arguments file key { config = module; }
      else
        throw (
          import ./not-a-module.nix lib {
            inherit class file type;
            prefix = arguments._prefix;
          }
        )
    else if isList module then
      throw "Module imports can't be nested lists. Perhaps you meant to remove one level of lists? Definitions: ${
        lib.options.showDefs [
          {
            inherit file;
            value = module;
          }
        ]
      }"
    else
      let
        path = toString module;
      in
      unifyModuleSyntax path path (applyModuleArgsIfFunction path (import module) arguments);
}
