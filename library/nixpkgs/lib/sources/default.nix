# `lib.sources`: folders as sources of packages, with files left out.
lib:
let
  inherit (builtins) any match;
  inherit (lib)
    hasSuffix
    removePrefix
    ;
  git = import ./git.nix lib;

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

  sourceByGlobs =
    source: patterns:
    let
      root = "${toString source}/";
      matchers = map (import ./glob.nix lib) patterns;
    in
    cleanSourceWith {
      src = source;
      filter = path: type: any (matches: matches (removePrefix root path) type) matchers;
    };

  inherit (git) pathIsGitRepo commitIdFromGitRepo;
  inherit (import ./names.nix lib)
    urlToName
    shortRev
    revOrTag
    repoRevToName
    ;
}
