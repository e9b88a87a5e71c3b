# `lib.sources`: folders as sources of packages, with files left out.
lib:
let
  inherit (builtins)
    any
    isPath
    match
    pathExists
    readFile
    ;
  inherit (lib)
    hasSuffix
    removePrefix
    removeSuffix
    ;

  # What is left of a source after earlier filters.
  toAttrs =
    source:
    let
      isFiltered = source ? _isLibCleanSourceWith;
    in
    {
      origSrc = if isFiltered then source.origSrc else source;
      filter = if isFiltered then source.filter else (_path: _type: true);
      name = if isFiltered then source.name else "source";
    };
  fromAttrs =
    {
      origSrc,
      filter,
      name,
    }:
    {
      _isLibCleanSourceWith = true;
      inherit origSrc filter name;
      outPath = builtins.path {
        inherit filter name;
        path = origSrc;
      };
    };

  commitOf =
    folder:
    let
      # The commit that a reference names, in a file of its own or in packed-refs.
      fromRef =
        git: ref:
        let
          file = git + "/${ref}";
          packed = git + "/packed-refs";
          line = match ".*\n([0-9a-f]{40}) ${lib.escapeRegex ref}\n.*" "\n${readFile packed}";
        in
        if pathExists file then
          { value = lib.fileContents file; }
        else if pathExists packed && line != null then
          { value = builtins.head line; }
        else
          { error = "Not able to find a commit for ${ref} in ${toString git}"; };
      resolve =
        git:
        let
          head = lib.fileContents (git + "/HEAD");
          ref = match "ref: (.*)" head;
        in
        if !pathExists (git + "/HEAD") then
          { error = "Not a .git directory: ${toString git}"; }
        else if ref == null then
          { value = head; }
        else
          fromRef git (builtins.head ref);
    in
    resolve folder;
in
rec {
  inherit (builtins) filterSource;
  cleanSourceFilter =
    path: type:
    let
      name = baseNameOf (toString path);
      isFolder = type == "directory";
    in
    !(
      (
        name == ".git"
        || (
          isFolder
          && builtins.elem name [
            ".svn"
            "CVS"
            ".hg"
            ".jj"
            ".pijul"
            "_darcs"
          ]
        )
      )
      || hasSuffix "~" name
      || match "\\.sw[a-z]" name != null
      || match "\\..*\\.sw[a-z]" name != null
      || hasSuffix ".o" name
      || hasSuffix ".so" name
      || (type == "symlink" && lib.hasPrefix "result" name)
      || type == "unknown"
    );
  cleanSource =
    src:
    cleanSourceWith {
      filter = cleanSourceFilter;
      inherit src;
    };
  cleanSourceWith =
    {
      filter ? (_path: _type: true),
      src,
      name ? null,
    }:
    let
      before = toAttrs src;
    in
    fromAttrs {
      inherit (before) origSrc;
      filter = path: type: filter path type && before.filter path type;
      name = if name == null then before.name else name;
    };
  trace =
    source:
    let
      before = toAttrs source;
    in
    fromAttrs (
      before
      // {
        filter =
          path: type:
          let
            keep = before.filter path type;
          in
          builtins.trace "${before.name}.filter ${path} = ${lib.boolToString keep}" keep;
      }
    )
    // {
      satisfiesSubpathInvariant = source.satisfiesSubpathInvariant or false;
    };
  sourceByRegex =
    source: patterns:
    let
      before = toAttrs source;
    in
    cleanSourceWith {
      src = source;
      filter =
        path: _type:
        let
          relative = removePrefix (toString before.origSrc + "/") (toString path);
        in
        any (pattern: match pattern relative != null) patterns;
    };
  # Folders stay, so that files below them can.
  sourceFilesBySuffices =
    source: suffixes:
    cleanSourceWith {
      src = source;
      filter =
        path: type:
        type == "directory" || any (suffix: hasSuffix suffix (baseNameOf (toString path))) suffixes;
    };
  canCleanSource = source: source ? _isLibCleanSourceWith || !pathHasContext (toString source);
  pathHasContext = builtins.hasContext or (lib.hasPrefix builtins.storeDir);

  pathIsGitRepo = path: commitOf path ? value;
  commitIdFromGitRepo =
    path:
    let
      result = commitOf path;
    in
    result.value or (throw result.error);
  shortRev = rev: builtins.substring 0 7 rev;
  revOrTag = rev: tag: if tag != null then tag else if rev != null then rev else "HEAD";
  urlToName =
    url:
    let
      base = baseNameOf (removeSuffix "/" (lib.last (lib.splitString ":" (toString url))));
      parts = match "(.*)\\.(git|tar|zip|tgz|tar\\..*)" base;
    in
    if isPath url then base else if parts == null then base else builtins.head parts;
  repoRevToName =
    kind: repo: rev:
    let
      base = urlToName repo;
      short = match "([a-f0-9]{7})[a-f0-9]*" (baseNameOf rev);
      suffix = if short == null then baseNameOf rev else builtins.head short;
    in
    if kind == "source" then
      "source"
    else
      "${base}-${suffix}${lib.optionalString (kind == "full") "-source"}";
}
