# `lib.strings`: strings.
lib:
{
  inherit (builtins)
    compareVersions
    concatStringsSep
    elem
    elemAt
    filter
    fromJSON
    genList
    head
    isAttrs
    isInt
    isList
    isPath
    isString
    match
    parseDrvName
    readFile
    replaceStrings
    split
    stringLength
    substring
    tail
    toJSON
    typeOf
    unsafeDiscardStringContext
    appendContext
    ;
}
// import ./affixes.nix lib
// import ./build.nix lib
// import ./case.nix lib
// import ./convert.nix lib
// import ./distance.nix lib
// import ./escape.nix lib
// import ./flags.nix lib
// import ./parts.nix lib
