# `lib.attrsets`: attribute sets.
lib:
{
  inherit (builtins)
    attrNames
    attrValues
    catAttrs
    getAttr
    hasAttr
    isAttrs
    listToAttrs
    mapAttrs
    removeAttrs
    ;
}
// import ./paths.nix lib
// import ./select.nix lib
// import ./map.nix lib
// import ./merge.nix lib
// import ./packages.nix lib
