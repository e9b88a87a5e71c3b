# Types without parts: booleans, packages, sets of any kind, types themselves.
lib:
let
  inherit (builtins)
    foldl'
    hasContext
    head
    isAttrs
    isBool
    isString
    length
    typeOf
    ;
  inherit (lib.options)
    getFiles
    mergeEqualOption
    mergeOneOption
    showFiles
    showOption
    ;
  inherit (lib.types) addCheck anything isType mkOptionType package;
  noun = type: mkOptionType ({ descriptionClass = "noun"; } // type);

  # Sets that a string can be made of are not merged attribute by attribute.
  kindOf = value: if isAttrs value && lib.isStringLike value then "stringCoercibleSet" else typeOf value;
in
{
  raw = noun {
    name = "raw";
    description = "raw value";
    merge = mergeOneOption;
  };
  unspecified = noun {
    name = "unspecified";
    description = "unspecified value";
  };
  anything = noun {
    name = "anything";
    description = "anything";
    merge =
      location: definitions:
      let
        kind = foldl' (
          kind: definition:
          if kindOf definition.value == kind then
            kind
          else
            throw "The option `${showOption location}' has conflicting option types in ${showFiles (getFiles definitions)}"
        ) (kindOf (head definitions).value) definitions;
        mergeFunctions =
          location: definitions: argument:
          anything.merge (location ++ [ "<function body>" ]) (
            map (definition: {
              inherit (definition) file;
              value = definition.value argument;
            }) definitions
          );
        merge =
          {
            set = (lib.types.attrsOf anything).merge;
            stringCoercibleSet = mergeOneOption;
            lambda = mergeFunctions;
          }
          .${kind} or mergeEqualOption;
      in
      merge location definitions;
  };

  bool = noun {
    name = "bool";
    description = "boolean";
    check = isBool;
    merge = mergeEqualOption;
  };
  boolByOr = noun {
    name = "boolByOr";
    description = "boolean (merged using or)";
    check = isBool;
    merge = _location: foldl' (result: definition: result || definition.value) false;
  };
  attrs = mkOptionType {
    name = "attrs";
    description = "attribute set";
    check = isAttrs;
    merge = _location: foldl' (result: definition: result // definition.value) { };
    emptyValue.value = { };
  };
  fileset = noun {
    name = "fileset";
    description = "fileset";
    check = lib.fileset.isFileset;
    merge = _location: definitions: lib.fileset.unions (map (definition: definition.value) definitions);
    emptyValue.value = lib.fileset.empty;
  };

  package = noun {
    name = "package";
    check = value: lib.isDerivation value || lib.isStorePath value;
    merge =
      location: definitions:
      let
        value = mergeOneOption location definitions;
      in
      if builtins.isPath value || (isString value && !hasContext value) then
        lib.toDerivation value
      else
        value;
  };
  shellPackage = package // {
    check = value: lib.isDerivation value && value ? shellPath;
  };
  pkgs =
    addCheck
      (
        lib.types.unique { message = "A Nixpkgs pkgs set can not be merged with another pkgs set."; }
          lib.types.attrs
        // {
          name = "pkgs";
          descriptionClass = "noun";
          description = "Nixpkgs package set";
        }
      )
      (value: value._type or null == "pkgs");
  luaInline = noun {
    name = "luaInline";
    description = "inline lua";
    check = value: value._type or null == "lua-inline";
    merge = mergeEqualOption;
  };

  optionDeclaration = noun {
    name = "optionDeclaration";
    description = "option declaration";
    check = value: isType "option" value && !(value ? value);
  };
  optionType = noun {
    name = "optionType";
    description = "optionType";
    check = isType "option-type";
    merge =
      location: definitions:
      let
        declarations = map (definition: {
          _file = definition.file;
          pos = null;
          options = lib.mkOption { type = definition.value; };
        }) definitions;
      in
      if length definitions == 1 then
        (head definitions).value
      else
        (lib.modules.fixupOptionType location (lib.modules.mergeOptionDecls location declarations)).type;
  };
}
