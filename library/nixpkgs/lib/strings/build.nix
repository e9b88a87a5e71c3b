# Strings put together.
lib:
let
  inherit (builtins)
    concatStringsSep
    genList
    length
    stringLength
    ;
in
{
  concatStrings = concatStringsSep "";
  concatMapStrings = function: list: concatStringsSep "" (map function list);
  concatImapStrings = function: list: concatStringsSep "" (lib.imap1 function list);
  concatMapStringsSep =
    separator: function: list:
    concatStringsSep separator (map function list);
  concatImapStringsSep =
    separator: function: list:
    concatStringsSep separator (lib.imap1 function list);
  concatMapAttrsStringSep =
    separator: function: set:
    concatStringsSep separator (lib.mapAttrsToList function set);
  concatLines = lib.concatMapStrings (line: line + "\n");
  join = concatStringsSep;
  intersperse =
    separator: list:
    if list == [ ] || length list == 1 then
      list
    else
      builtins.tail (
        builtins.concatMap (value: [
          separator
          value
        ]) list
      );
  replicate = count: text: concatStringsSep "" (genList (_index: text) count);
  optionalString = condition: text: if condition then text else "";

  fixedWidthString =
    width: filler: text:
    let
      size = stringLength text;
    in
    assert lib.assertMsg (size <= width)
      "fixedWidthString: requested string length (${toString width}) must not be shorter than actual length (${toString size})";
    if size == width then text else filler + lib.fixedWidthString (width - stringLength filler) filler text;
  fixedWidthNumber = width: number: lib.fixedWidthString width "0" (toString number);

  makeSearchPath =
    folder: paths:
    lib.concatMapStringsSep ":" (path: path + "/" + folder) (
      builtins.filter (path: path != null) paths
    );
  makeSearchPathOutput =
    output: folder: packages:
    lib.makeSearchPath folder (map (lib.getOutput output) packages);
  makeLibraryPath = lib.makeSearchPathOutput "lib" "lib";
  makeIncludePath = lib.makeSearchPathOutput "dev" "include";
  makeBinPath = lib.makeSearchPathOutput "bin" "bin";

  # Slashes in a row are one.
  normalizePath =
    path:
    lib.warnIf (builtins.isPath path)
      (concatStringsSep "\n    " [
        "lib.strings.normalizePath: The argument (${toString path}) is a path value, but only strings are supported."
        "Path values are always normalised in Nix, so there's no need to call this function on them."
        "This function also copies the path to the Nix store and returns the store path, the same as \"\${path}\" will, which may not be what you want."
        "This behavior is deprecated and will throw an error in the future."
      ])
      (
        concatStringsSep "/" (
          builtins.filter builtins.isString (builtins.split "/+" path)
        )
      );
}
