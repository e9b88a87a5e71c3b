# `lib.modules`: the module system.
lib:
let
  discharge = import ./discharge.nix lib;
  load = import ./load.nix lib;
  merge = import ./merge.nix lib;
  internal =
    name:
    lib.warn "External use of `lib.modules.${name}` is deprecated. If your use case isn't covered by non-deprecated functions, we'd like to know more and perhaps support your use case well, instead of providing access to these low level functions. In this case please open an issue in https://github.com/nixos/nixpkgs/issues/.";
in
import ./properties.nix lib
// import ./aliases.nix lib
// import ./definitions.nix lib
// import ./evaluate.nix lib
// removeAttrs (import ./declarations.nix lib) [ "notADeclaration" ]
// {
  inherit (discharge) filterOverrides filterOverrides' sortProperties;

  setDefaultModuleLocation = file: module: {
    _file = file;
    imports = [ module ];
  };
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
  inherit (discharge) dischargeProperties pushDownProperties;
  inherit (load) applyModuleArgsIfFunction unifyModuleSyntax;
  inherit (merge) mergeModules mergeModules';
  collectModules = (import ./collect.nix lib).collectModules null;
}
