# Names of sources, after where they come from.
lib:
let
  inherit (builtins) head match substring;
  extensions = "git|tar|zip|gz|tgz|bz|tbz|bz2|tbz2|lzma|txz|xz|zstd";
  withoutExtensions =
    name:
    let
      found = match "(.*)\\.(${extensions})" name;
    in
    if found == null then name else withoutExtensions (head found);
  nameOf =
    repo: rev: suffix:
    urlToName repo
    + lib.optionalString (rev != null) "-${shortRev rev}"
    + lib.optionalString (suffix != null) "-${suffix}"
    + "-source";
  urlToName =
    url:
    withoutExtensions (baseNameOf (lib.removeSuffix "/" (lib.last (lib.splitString ":" (toString url)))));
  # The beginning of a hash; of a tag, the version in it.
  shortRev =
    rev:
    let
      base = baseNameOf (toString rev);
      version = match "([A-Za-z]+[-_. ]?)*(v)?([0-9.]+.*)" base;
    in
    if match "[a-f0-9]+" base != null then
      substring 0 7 base
    else if version != null then
      lib.last version
    else
      base;
in
{
  inherit urlToName shortRev;
  revOrTag =
    rev: tag:
    if tag != null then
      tag
    else if rev != null then
      rev
    else
      "HEAD";
  repoRevToName =
    kind:
    if kind == "source" then
      _repo: _rev: _suffix: "source"
    else if kind == "versioned" then
      repo: rev: _suffix: nameOf repo rev null
    else if kind == "full" then
      nameOf
    else
      throw "repoRevToName: invalid kind";
}
