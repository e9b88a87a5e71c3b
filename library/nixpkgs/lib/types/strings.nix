# Strings, and paths.
lib:
let
  inherit (builtins)
    isPath
    isString
    match
    substring
    toJSON
    unsafeDiscardStringContext
    ;
  inherit (lib.options) getValues mergeEqualOption;
  inherit (lib.types)
    defaultFunctor
    mkOptionType
    pathWith
    separatedString
    strMatching
    ;
  inherit (import ./helpers.nix lib) phrase;

  equalOrNone = left: right: if left == right then left else null;
  noun = type: mkOptionType ({ descriptionClass = "noun"; } // type);
in
{
  str = noun {
    name = "str";
    description = "string";
    check = isString;
    merge = mergeEqualOption;
  };
  nonEmptyStr = noun {
    name = "nonEmptyStr";
    description = "non-empty string";
    check = value: isString value && match "[ \t\n]*" value == null;
    merge = mergeEqualOption;
  };
  singleLineStr = noun {
    name = "singleLineStr";
    description = "(optionally newline-terminated) single-line string";
    check = value: isString value && match "[^\n\r]*\n?" value != null;
    merge = location: definitions: lib.removeSuffix "\n" (mergeEqualOption location definitions);
  };
  strMatching =
    pattern:
    noun {
      name = "strMatching ${lib.strings.escapeNixString pattern}";
      description = "string matching the pattern ${pattern}";
      check = value: isString value && match pattern value != null;
      merge = mergeEqualOption;
      functor = defaultFunctor "strMatching" // {
        type = payload: strMatching payload.pattern;
        payload = { inherit pattern; };
        binOp = equalOrNone;
      };
    };

  separatedString =
    sep:
    noun {
      name = "separatedString";
      description = "strings concatenated with ${toJSON sep}";
      check = isString;
      merge = _location: definitions: builtins.concatStringsSep sep (getValues definitions);
      functor = defaultFunctor "separatedString" // {
        type = payload: lib.finalTypes.separatedString payload.sep;
        payload = { inherit sep; };
        binOp = equalOrNone;
      };
    };
  lines = separatedString "\n";
  commas = separatedString ",";
  envVar = separatedString ":";
  passwdEntry =
    type:
    lib.types.addCheck type (text: !(lib.hasInfix ":" text || lib.hasInfix "\n" text))
    // {
      name = "passwdEntry ${type.name}";
      description = "${phrase [ "noun" ] type}, not containing newlines or colons";
      descriptionClass = "nonRestrictiveClause";
    };

  path = pathWith { absolute = true; };
  pathInStore = pathWith { inStore = true; };
  externalPath = pathWith {
    absolute = true;
    inStore = false;
  };
  pathWith =
    {
      inStore ? null,
      absolute ? null,
    }:
    let
      isInStore =
        value:
        lib.path.hasStorePathPrefix (
          if isPath value then value else /. + unsafeDiscardStringContext value
        );
      isAbsolute = value: substring 0 1 (toString value) == "/";
      # A path value would be copied to the store: not one that must be outside.
      isKind = if inStore == false then isString else lib.isStringLike;
      adjective =
        value: yes: no:
        if value == null then
          ""
        else if value then
          yes
        else
          no;
    in
    lib.throwIf (inStore == true && absolute == false)
      "In pathWith, inStore means the path must be absolute"
      noun
      {
        name = "path";
        description = "${adjective absolute "absolute " "relative "}path${
          adjective inStore " in the Nix store" " not in the Nix store"
        }";
        check =
          value:
          isKind value
          && (inStore == null || inStore == isInStore value)
          && (absolute == null || absolute == isAbsolute value);
        merge = mergeEqualOption;
        functor = defaultFunctor "path" // {
          type = pathWith;
          payload = { inherit inStore absolute; };
          binOp = equalOrNone;
        };
      };
}
