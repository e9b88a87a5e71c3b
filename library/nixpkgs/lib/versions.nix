# `lib.versions`: parts of version numbers.
lib:
let
  inherit (builtins) concatStringsSep elemAt splitVersion;
in
rec {
  inherit (builtins) compareVersions splitVersion;
  major = version: elemAt (splitVersion version) 0;
  minor = version: elemAt (splitVersion version) 1;
  patch = version: elemAt (splitVersion version) 2;
  majorMinor = version: concatStringsSep "." (lib.take 2 (splitVersion version));
  # A version of exactly so many numbers; a suffix after `-` is kept.
  pad =
    count: version:
    let
      split = lib.splitString "-" version;
      numbers = lib.take count (lib.splitVersion (builtins.head split));
      missing = lib.genList (_index: "0") (lib.max 0 (count - builtins.length numbers));
    in
    concatStringsSep "-" ([ (concatStringsSep "." (numbers ++ missing)) ] ++ builtins.tail split);
}
