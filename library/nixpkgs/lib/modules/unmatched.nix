# What is said of a definition that has no option, with suggestions.
lib:
{
  prefix,
  options,
  definitions,
}:
let
  inherit (builtins)
    addErrorContext
    attrNames
    concatStringsSep
    filter
    head
    length
    ;
  inherit (lib.options) showDefs showOption;
  inherit (lib.strings) levenshtein levenshteinAtMost;

  first = head definitions;
  option = showOption (prefix ++ first.prefix);
  parent = lib.init first.prefix;
  wrong = lib.last first.prefix;
  siblings = attrNames (lib.attrByPath parent { } options);
  candidates = if parent == [ ] then lib.remove "_module" siblings else siblings;
  # Among many names, only those that are close are looked at more closely.
  close = if length candidates < 100 then candidates else filter (levenshteinAtMost 2 wrong) candidates;
  best = lib.take 3 (lib.sortOn (levenshtein wrong) close);
  show = name: "`${showOption (lib.init (prefix ++ first.prefix) ++ [ name ])}'";
  suggestion =
    if best == [ ] then
      ""
    else if length best == 1 then
      "\n\nDid you mean ${show (head best)}?"
    else
      "\n\nDid you mean ${lib.concatMapStringsSep ", " show (lib.init best)} or ${show (lib.last best)}?";
  shown =
    addErrorContext
      "while evaluating the error message for definitions for `${option}', which is an option that does not exist"
      (addErrorContext "while evaluating a definition from `${first.file}'" (showDefs [ first ]));
  message = "The option `${option}' does not exist. Definition values:${shown}${suggestion}";
in
throw (
  if attrNames options != [ "_module" ] then
    message
  else if showOption prefix == "" then
    ''
      ${message}

      It seems as if you're trying to declare an option by placing it into `config' rather than `options'!
    ''
  else
    ''
      ${message}

      However there are no options defined in `${showOption prefix}'. Are you sure you've
      declared your options properly? This can happen if you e.g. declared your options in `types.submodule'
      under `config' rather than `options'.
    ''
)
