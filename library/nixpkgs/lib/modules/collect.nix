# All modules: those given, what they import, without those that are disabled and without repetition.
lib:
let
  inherit (builtins)
    catAttrs
    concatMap
    elem
    elemAt
    filter
    genList
    genericClosure
    isAttrs
    isString
    length
    substring
    typeOf
    ;
  inherit (import ./load.nix lib) loadModule;
  inherit (lib.strings) escapeNixString;

  isOfClass = expected: module: module._class == null || module._class == expected;
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
    class: modulesPath: modules: arguments:
    let
      load = loadModule class arguments;
      # The tree of imports: of every module its key, its children, and what it and they disable.
      tree =
        file: key: modules:
        let
          nodes = genList (
            index: node file "${key}:anon-${toString (index + 1)}" (elemAt modules index)
          ) (length modules);
        in
        {
          modules = nodes;
          disabled = concatMap (node: node.disabled) nodes;
        };
      node =
        file: key: imported:
        let
          loaded = load file key imported;
          module =
            if class == null || isOfClass class loaded then loaded else otherClass class loaded;
          children = tree module._file module.key module.imports;
          hasNone = module.imports == [ ];
          own = lib.optional (module.disabledModules != [ ]) {
            file = module._file;
            disabled = module.disabledModules;
          };
        in
        {
          inherit module;
          inherit (module) key;
          modules = if hasNone then [ ] else children.modules;
          disabled = if hasNone then own else own ++ children.disabled;
        };
      root = tree lib.options.unknownModule "" modules;
      disabledKeys = concatMap (
        { file, disabled }: map (disabledKey modulesPath file) disabled
      ) root.disabled;
      isDisabled = node: elem node.key disabledKeys;
      enabled = if root.disabled == [ ] then nodes: nodes else filter (node: !isDisabled node);
      graph = node: {
        disabled = isDisabled node;
        inherit (node) key;
        file = node.module._file;
        imports = map graph node.modules;
      };
    in
    {
      modules = catAttrs "module" (genericClosure {
        startSet = enabled root.modules;
        operator = node: enabled node.modules;
      });
      graph = map graph (filter (node: node.key != "lib/modules.nix") root.modules);
    };
}
