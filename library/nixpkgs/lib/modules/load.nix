# One module brought into one shape, whichever way it was written.
#
# hmeval knows these functions by their text and runs them natively (`docs/modules.md`).
lib: modules:
let
  inherit (builtins)
    addErrorContext
    attrNames
    head
    isAttrs
    mapAttrs
    removeAttrs
    ;
  inherit (lib) functionArgs isFunction;
  inherit (modules) mkMerge;

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
in
rec {
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
    function (arguments // mapAttrs fetch (functionArgs function));
  applyModuleArgsIfFunction =
    key: function: arguments:
    if isFunction function then applyModuleArgs key function arguments else function;

  unifyModuleSyntax =
    file: key: module:
    let
      # Some attributes at the top of a module are short for a definition. (Few modules have them.)
      withType =
        config:
        if module ? freeformType then
          mkMerge [
            config
            { _module.freeformType = module.freeformType; }
          ]
        else
          config;
      withMeta =
        config:
        if module ? meta then
          mkMerge [
            config
            { inherit (module) meta; }
          ]
        else
          config;
      stray = removeAttrs module specialOfLong;
    in
    if module ? config || module ? options then
      if stray != { } then
        throw "Module `${key}' has an unsupported attribute `${head (attrNames stray)}'. This is caused by introducing a top-level `config' or `options' attribute. Add configuration attributes immediately on the top level instead, or move all of them (namely: ${toString (attrNames stray)}) into the explicit `config' attribute."
      else
        {
          _file = toString module._file or file;
          _class = module._class or null;
          key = toString module.key or key;
          disabledModules = module.disabledModules or [ ];
          imports = module.imports or [ ];
          options = module.options or { };
          config = withType (withMeta (module.config or { }));
        }
    else if isAttrs module then
      {
        _file = toString module._file or file;
        _class = module._class or null;
        key = toString module.key or key;
        disabledModules = module.disabledModules or [ ];
        imports = module.require or [ ] ++ module.imports or [ ];
        options = { };
        config = withType (removeAttrs module specialOfShort);
      }
    else
      throw "module ${file} (${key}) does not look like a module.";
}
