# Options and definitions as text, for messages.
lib:
let
  inherit (builtins)
    concatStringsSep
    filter
    isString
    length
    match
    split
    ;
in
{
  unknownModule = "<unknown-file>";
  # `*` and `<name>` stand for any name and are not quoted.
  showOption = lib.concatMapStringsSep "." (
    part:
    if part == "*" || match "<(.*)>" part != null then part else lib.strings.escapeNixIdentifier part
  );
  showFiles = lib.concatMapStringsSep " and " (file: "`${file}'");
  showDefs = lib.concatMapStrings (
    definition:
    let
      # A definition that fails is listed without its value.
      pretty = builtins.tryEval (
        lib.generators.toPretty { } (
          lib.generators.withRecursion {
            depthLimit = 10;
            throwOnDepthLimit = false;
          } definition.value
        )
      );
      lines = filter isString (split "\n" pretty.value);
      shown = lib.take 5 lines ++ lib.optional (length lines > 5) "...";
    in
    "\n- In `${definition.file}'"
    + (
      if !pretty.success then
        ""
      else if length lines > 1 then
        ":\n    " + concatStringsSep "\n    " shown
      else
        ": " + concatStringsSep "\n    " shown
    )
  );
  showOptionWithDefLocs = option: ''
    ${lib.showOption option.loc}, with values defined in:
    ${lib.concatMapStringsSep "\n" (file: "  - ${file}") option.files}
  '';
}
