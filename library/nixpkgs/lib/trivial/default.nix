# `lib.trivial`: what needs nothing but the language.
lib:
{
  inherit (builtins)
    add
    bitAnd
    bitOr
    bitXor
    ceil
    deepSeq
    div
    floor
    genericClosure
    isBool
    isFloat
    isInt
    lessThan
    mul
    pathExists
    readFile
    seq
    sub
    ;
  info = message: builtins.trace "INFO: ${message}";
  boolToString = bool: if bool then "true" else "false";
  boolToYesNo = bool: if bool then "yes" else "no";
  importJSON = file: builtins.fromJSON (builtins.readFile file);
  importTOML = file: fromTOML (builtins.readFile file);
}
// import ./functions.nix lib
// import ./numbers.nix lib
// import ./messages.nix lib
// import ./release.nix lib
