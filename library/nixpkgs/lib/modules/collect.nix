# All modules: those given, what they import, without those that are disabled and without repetition.
lib:
let
  inherit (builtins)
    catAttrs
    concatLists
    concatMap
    elem
    filter
    genericClosure
    isAttrs
    isString
    substring
    typeOf
    ;
  inherit (import ./load.nix lib) loadModule;
  inherit (lib.strings) escapeNixString;

  checkClass =
    expected: module:
    if expected == null || module._class == null || module._class == expected then
      module
    else
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

  # The tree of imports: of every module its key, its children, and what it and they disable.
  tree =
    class: arguments: file: key: modules:
    let
      node =
        index: imported:
        let
          module = checkClass class (loadModule class arguments file "${key}:anon-${toString index}" imported);
          children = tree class arguments module._file module.key module.imports;
        in
        {
          inherit module;
          inherit (module) key;
          inherit (children) modules;
          disabled =
            lib.optional (module.disabledModules != [ ]) {
              file = module._file;
              disabled = module.disabledModules;
            }
            ++ children.disabled;
        };
      nodes = lib.imap1 node modules;
    in
    {
      modules = nodes;
      disabled = concatLists (catAttrs "disabled" nodes);
    };
in
{
  collectModules =
    class: modulesPath: modules: arguments:
    let
      root = tree class arguments lib.options.unknownModule "" modules;
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
