# Whether a relative path matches a pattern: `*` stands for anything in a name, `**` for any folders.
lib: pattern:
let
  inherit (builtins)
    elemAt
    filter
    isList
    isString
    length
    match
    split
    ;
  parts = text: filter isString (split "/" text);
  regex =
    name:
    lib.concatMapStrings (piece: if isList piece then "[^/]*" else lib.escapeRegex piece) (
      split "\\*+" name
    );
  globs = map (name: if name == "**" then null else regex name) (parts pattern);
  count = length globs;
in
path: type:
let
  names = parts path;
  fits = glob: name: elemAt globs glob != null && match (elemAt globs glob) (elemAt names name) != null;
  go =
    glob: name:
    if name >= length names then
      # A folder on the way to files that match is needed.
      glob >= count || type == "directory" || type == "symlink"
    else if glob >= count then
      false
    else if elemAt globs glob == null then
      glob + 1 == count
      || (if fits (glob + 1) name then go (glob + 1) name else go glob (name + 1))
    else
      fits glob name && go (glob + 1) (name + 1);
in
go 0 0
