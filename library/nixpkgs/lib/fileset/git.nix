# The files of a work tree that Git knows.
lib:
let
  inherit (builtins) isPath pathExists typeOf;
  # The set of the files below a folder, which are told from the others by a copy that has only these.
  mirrored =
    make: path: copy:
    let
      folder = toString path;
    in
    make path (other: _type: pathExists (copy + lib.removePrefix folder other));
  tracked =
    make: function: argument: path: more:
    if !isPath path then
      throw "lib.fileset.${function}: Expected the ${argument} to be a path, but it's a ${typeOf path} instead."
    else if !lib.pathIsDirectory path then
      throw "lib.fileset.${function}: Expected the ${argument} (${toString path}) to be a directory, but it's a file instead."
    else if lib.path.hasStorePathPrefix path then
      if pathExists (path + "/.git") then
        throw "lib.fileset.${function}: The ${argument} (${toString path}) is in the store, and has a Git repository in it: it was copied as a whole. Take it by a fetcher that leaves out what Git does not know, such as `builtins.fetchGit`."
      else
        # What fetchers put there has only files that Git knows.
        make path (other: _type: lib.path.hasPrefix path (/. + other))
    else if !pathExists (path + "/.git") then
      throw "lib.fileset.${function}: Expected the ${argument} (${toString path}) to point to a local working tree of a Git repository, but it's not."
    else
      mirrored make path (fetchGit ({ url = path; shallow = true; } // more)).outPath;
in
make: {
  gitTracked = path: tracked make "gitTracked" "argument" path { };
  gitTrackedWith =
    {
      recurseSubmodules ? false,
    }:
    path:
    if !builtins.isBool recurseSubmodules then
      throw "lib.fileset.gitTrackedWith: Expected the attribute `recurseSubmodules` of the first argument to be a boolean, but it's a ${typeOf recurseSubmodules} instead."
    else
      tracked make "gitTrackedWith" "second argument" path (
        lib.optionalAttrs recurseSubmodules { submodules = true; }
      );
}
