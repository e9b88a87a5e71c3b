# All modules: those given, what they import, without those that are disabled and without repetition.
#
# hmeval knows these functions by their text and runs them natively (`docs/modules.md`).
lib: modules:
let
  inherit (builtins)
    catAttrs
    concatLists
    concatMap
    elem
    elemAt
    filter
    genList
    genericClosure
    isAttrs
    isList
    isString
    length
    substring
    typeOf
    ;
  inherit (lib) isFunction;
  inherit (lib.strings) escapeNixString;
  inherit (modules) applyModuleArgs applyModuleArgsIfFunction unifyModuleSyntax;

  otherClass =
    expected: module:
    throw ''
      The module `${module._file or module.key}` (class: ${escapeNixString module._class}) cannot be imported into a module evaluation that expects class ${escapeNixString expected}.

      Help:
      - Ensure that you are importing the correct module.
      - Verify that the module's `_class`, ${escapeNixString module._class} matches the expected `class` ${escapeNixString expected}.
      - If you are using a custom class, make sure it is correctly defined and used consistently across your modules.
    '';

  # The key of the module that an item of `disabledModules` means.
  disabledKey =
    modulesPath: file: item:
    if isString item then
      if substring 0 1 item == "/" then item else toString modulesPath + "/" + item
    else if lib.strings.isConvertibleWithToString item then
      if item ? key && item.key != toString item then
        throw "Module `${file}` contains a disabledModules item that is an attribute set that can be converted to a string (${toString item}) but also has a `.key` attribute (${item.key}) with a different value. This makes it ambiguous which module should be disabled."
      else
        toString item
    else if item ? key then
      item.key
    else if isAttrs item then
      throw "Module `${file}` contains a disabledModules item that is an attribute set, presumably a module, that does not have a `key` attribute. This means that the module system doesn't have any means to identify the module that should be disabled. Make sure that you've put the correct value in disabledModules: a string path relative to modulesPath, a path value, or an attribute set with a `key` attribute."
    else
      throw "Each disabledModules item must be a path, string, or a attribute set with a key attribute, or a value supported by toString. However, one of the disabledModules items in `${toString file}` is none of that, but is of type ${typeOf item}.";
in
{
  collectModules =
    class: modulesPath: initial: arguments:
    let
      checkModule =
        if class != null then
          module:
          if module._class == null || module._class == class then module else otherClass class module
        else
          module: module;

      # A module out of what stands in `imports`: a function, a set, a definition with a condition, a path.
      loadModule =
        arguments: file: key: module:
        if isFunction module then
          unifyModuleSyntax file key (applyModuleArgs key module arguments)
        else if isAttrs module then
          let
            type = module._type or "module";
          in
          if type == "module" then
            unifyModuleSyntax file key module
          else if type == "if" || type == "override" then
            loadModule arguments file key { config = module; }
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

      # The tree of imports: of every module its key, its children, and what it and they disable.
      collectStructuredModules =
        let
          collectResults = nodes: {
            disabled = concatLists (catAttrs "disabled" nodes);
            modules = nodes;
          };
        in
        file: key: imported: arguments:
        collectResults (
          genList (
            index:
            let
              module = checkModule (
                loadModule arguments file "${key}:anon-${toString (index + 1)}" (elemAt imported index)
              );
              children = collectStructuredModules module._file module.key module.imports arguments;
            in
            {
              inherit (module) key;
              inherit module;
              inherit (children) modules;
              disabled =
                if module.disabledModules == [ ] then
                  children.disabled
                else
                  [
                    {
                      file = module._file;
                      disabled = module.disabledModules;
                    }
                  ]
                  ++ children.disabled;
            }
          ) (length imported)
        );

      keysOf = concatMap ({ file, disabled }: map (disabledKey modulesPath file) disabled);
      filterModules =
        _modulesPath:
        { disabled, modules }:
        let
          keys = keysOf disabled;
          enabled = if disabled == [ ] then nodes: nodes else filter (node: !elem node.key keys);
        in
        catAttrs "module" (genericClosure {
          startSet = enabled modules;
          operator = node: enabled node.modules;
        });

      root = collectStructuredModules lib.options.unknownModule "" initial arguments;
      disabledKeys = keysOf root.disabled;
      graph = node: {
        disabled = elem node.key disabledKeys;
        inherit (node) key;
        file = node.module._file;
        imports = map graph node.modules;
      };
    in
    {
      modules = filterModules modulesPath root;
      graph = map graph (filter (node: node.key != "lib/modules.nix") root.modules);
    };
}
