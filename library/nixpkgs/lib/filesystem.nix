# `lib.filesystem`: files and folders.
lib:
let
  inherit (builtins)
    attrNames
    concatMap
    pathExists
    readDir
    readFileType
    ;
in
rec {
  inherit (builtins)
    baseNameOf
    dirOf
    hashFile
    isPath
    readDir
    readFileType
    ;
  pathType = readFileType;
  pathIsDirectory = path: pathExists path && readFileType path == "directory";
  pathIsRegularFile = path: pathExists path && readFileType path == "regular";
  listFilesRecursive =
    folder:
    let
      entries = readDir folder;
    in
    concatMap (
      name:
      let
        path = folder + "/${name}";
      in
      if entries.${name} == "directory" then listFilesRecursive path else [ path ]
    ) (attrNames entries);
  # Looks in a folder and those around it for a file whose name matches.
  locateDominatingFile =
    pattern: file:
    let
      go =
        path:
        let
          matches = builtins.filter (match: match != null) (
            map (builtins.match pattern) (attrNames (readDir path))
          );
        in
        if matches != [ ] then
          { inherit path matches; }
        else if path == /. then
          null
        else
          go (dirOf path);
      isFolder = pathIsDirectory file;
    in
    go (if isFolder then file else dirOf file);
  resolveDefaultNix =
    path:
    if pathIsDirectory path then
      path + "/default.nix"
    else if builtins.isString path && lib.hasSuffix "/" path then
      path + "default.nix"
    else
      path;
  haskellPathsInDir =
    root:
    let
      entries = readDir root;
      cabal = name: entries.${name} == "directory" && pathExists (root + "/${name}/${name}.cabal");
    in
    lib.genAttrs (builtins.filter cabal (attrNames entries)) (name: toString (root + "/${name}"));
  # Every folder with a package.nix is a package; other folders are sets of packages.
  packagesFromDirectoryRecursive =
    {
      callPackage,
      newScope ? throw "lib.packagesFromDirectoryRecursive: newScope wasn't passed in args",
      directory,
    }@arguments:
    let
      entries = readDir directory;
      entry =
        tools: name:
        let
          path = directory + "/${name}";
        in
        if entries.${name} == "directory" then
          [ (lib.nameValuePair name (packagesFromDirectoryRecursive (tools // { directory = path; }))) ]
        else if entries.${name} == "regular" && lib.hasSuffix ".nix" name then
          [ (lib.nameValuePair (lib.removeSuffix ".nix" name) (tools.callPackage path { })) ]
        else if entries.${name} == "regular" then
          [ ]
        else
          throw ''
            lib.filesystem.packagesFromDirectoryRecursive: Unsupported file type ${entries.${name}} at path ${toString path}
          '';
      set = tools: builtins.listToAttrs (concatMap (entry tools) (attrNames entries));
    in
    if pathExists (directory + "/package.nix") then
      callPackage (directory + "/package.nix") { }
    else if arguments ? newScope then
      lib.recurseIntoAttrs (
        lib.makeScope newScope (scope: set (arguments // { inherit (scope) callPackage newScope; }))
      )
    else
      set arguments;
}
