# `lib.modules`: the module system.
lib:
let
  # Its parts use each other, those too of which others are warned below.
  modules =
    import ./properties.nix lib
    // import ./discharge.nix lib modules
    // import ./load.nix lib modules
    // import ./collect.nix lib modules
    // import ./declarations.nix lib modules
    // import ./definitions.nix lib modules
    // import ./merge.nix lib modules
    // import ./evaluate.nix lib modules
    // {
      setDefaultModuleLocation = file: module: {
        _file = file;
        imports = [ module ];
      };
    };
  internal =
    name:
    lib.warn "External use of `lib.modules.${name}` is deprecated. If your use case isn't covered by non-deprecated functions, we'd like to know more and perhaps support your use case well, instead of providing access to these low level functions. In this case please open an issue in https://github.com/nixos/nixpkgs/issues/.";
in
removeAttrs modules [
  "applyModuleArgs"
  "notADeclaration"
]
// import ./aliases.nix lib
// {
  importApply =
    path: argument:
    lib.setDefaultModuleLocation path (import path argument);
  importJSON = file: {
    _file = file;
    config = lib.importJSON file;
  };
  importTOML = file: {
    _file = file;
    config = lib.importTOML file;
  };
}
// builtins.mapAttrs internal {
  inherit (modules)
    applyModuleArgsIfFunction
    dischargeProperties
    mergeModules
    mergeModules'
    pushDownProperties
    unifyModuleSyntax
    ;
  collectModules = modules.collectModules null;
}
