# `lib.fileset`: sets of files, which become sources.
#
# A set is a predicate over the paths below a base folder. Two sets are combined at the folder around both.
lib:
let
  inherit (builtins)
    attrNames
    concatMap
    foldl'
    isPath
    pathExists
    readDir
    ;
  make = base: contains: {
    _type = "fileset";
    # Not for others to look into.
    _internalBase = base;
    inherit contains;
  };
  empty = make null (_path: _type: false);
  isBelow = folder: path: folder == path || lib.hasPrefix (if folder == "/" then "/" else folder + "/") path;
  fromPath =
    path:
    let
      text = toString path;
    in
    if !pathExists path then
      throw "lib.fileset: ${text} is a path that does not exist."
    else
      make path (other: _type: isBelow text other);
  coerce =
    value:
    if value._type or null == "fileset" then
      value
    else if isPath value then
      fromPath value
    else if value._isLibCleanSourceWith or false then
      make value.origSrc (
        path: type: isBelow (toString value.origSrc) path && value.filter path type
      )
    else
      throw "lib.fileset: a value of type ${builtins.typeOf value} is neither a file set nor a path. Paths need to be path values, not strings.";
  folderAround =
    left: right:
    let
      isFolder = path: lib.pathIsDirectory path;
      go = path: other: if isBelow (toString path) (toString other) then path else go (dirOf path) other;
    in
    if left == null then
      right
    else if right == null then
      left
    else
      go (if isFolder left then left else dirOf left) right;
  combine =
    operator: left: right:
    let
      a = coerce left;
      b = coerce right;
    in
    make (folderAround a._internalBase b._internalBase) (
      path: type: operator (a.contains path type) (b.contains path type)
    );
  # All files below a folder that a set has.
  filesBelow =
    set: folder:
    let
      entries = readDir folder;
      one =
        name:
        let
          path = folder + "/${name}";
        in
        if entries.${name} == "directory" then
          filesBelow set path
        else
          lib.optional (set.contains (toString path) entries.${name}) path;
    in
    concatMap one (attrNames entries);
in
rec {
  inherit empty;
  isFileset = value: value._type or null == "fileset" || isPath value || value._isLibCleanSourceWith or false;
  maybeMissing = path: if pathExists path then fromPath path else empty;
  union = combine (a: b: a || b);
  intersection = combine (a: b: a && b);
  difference = combine (a: b: a && !b);
  unions = foldl' union empty;
  fileFilter =
    predicate: folder:
    make folder (
      path: type:
      isBelow (toString folder) path
      && type != "directory"
      && predicate {
        name = baseNameOf path;
        inherit type;
        hasExt = extension: lib.hasSuffix ".${extension}" (baseNameOf path);
      }
    );
  fromSource = coerce;
  toList =
    value:
    let
      set = coerce value;
      base = set._internalBase;
    in
    if base == null then
      [ ]
    else if lib.pathIsDirectory base then
      filesBelow set base
    else
      lib.optional (set.contains (toString base) "regular") base;
  toSource =
    { root, fileset }:
    let
      set = coerce fileset;
      files = map toString (toList set);
      hasFile = folder: builtins.any (isBelow folder) files;
    in
    {
      _isLibCleanSourceWith = true;
      origSrc = root;
      name = "source";
      filter = path: type: if type == "directory" then hasFile path else set.contains path type;
      outPath = builtins.path {
        path = root;
        name = "source";
        filter = path: type: if type == "directory" then hasFile path else set.contains path type;
      };
    };
  trace = value: result: builtins.trace (map toString (toList value)) result;
  traceVal = value: trace value value;
  inherit (import ./git.nix lib make) gitTracked gitTrackedWith;
}
