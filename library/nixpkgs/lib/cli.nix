# `lib.cli`: command lines out of attribute sets.
lib:
let
  inherit (builtins)
    concatMap
    isBool
    isList
    stringLength
    ;
  inherit (lib) escapeShellArgs mapAttrsToList;
  valueString = lib.generators.mkValueStringDefault { };
  each = function: set: builtins.concatLists (mapAttrsToList function set);

  oldStyle =
    {
      mkOptionName ? name: if stringLength name == 1 then "-${name}" else "--${name}",
      mkBool ? name: value: lib.optional value (mkOptionName name),
      mkList ? name: concatMap (mkOption name),
      mkOption ?
        name: value:
        if value == null then
          [ ]
        else if optionValueSeparator == null then
          [
            (mkOptionName name)
            (valueString value)
          ]
        else
          [ "${mkOptionName name}${optionValueSeparator}${valueString value}" ],
      optionValueSeparator ? null,
    }:
    each (
      name: value:
      if isBool value then
        mkBool name value
      else if isList value then
        mkList name value
      else
        mkOption name value
    );

  # One option with one value, by a format `{ option, sep, explicitBool, formatArg }`.
  render =
    {
      option,
      sep,
      explicitBool,
      formatArg ? valueString,
    }:
    value:
    if value == null || (!explicitBool && value == false) then
      [ ]
    else if !explicitBool && value == true then
      [ option ]
    else if sep == null then
      [
        option
        (formatArg value)
      ]
    else
      [ "${option}${sep}${formatArg value}" ];

  deprecated =
    name: instead:
    lib.warnIf (lib.oldestSupportedReleaseIsAtLeast 2511)
      "lib.cli.${name} is deprecated, please use lib.cli.toCommandLine${instead} or lib.cli.toCommandLineShellGNU instead.";
in
{
  toGNUCommandLine = deprecated "toGNUCommandLine" "" oldStyle;
  toGNUCommandLineShell = deprecated "toGNUCommandLineShell" "Shell" (
    options: set: escapeShellArgs (lib.cli.toGNUCommandLine options set)
  );

  toCommandLine =
    format:
    each (
      name: value:
      if name == "" then
        throw "lib.cli.toCommandLine only accepts non-empty option names."
      else
        concatMap (render (format name)) (if isList value then value else [ value ])
    );
  toCommandLineShell = format: set: escapeShellArgs (lib.cli.toCommandLine format set);
  toCommandLineGNU =
    {
      isLong ? name: stringLength name > 1,
      explicitBool ? false,
      formatArg ? valueString,
    }:
    lib.cli.toCommandLine (name: {
      option = if isLong name then "--${name}" else "-${name}";
      sep = if isLong name then "=" else "";
      inherit explicitBool formatArg;
    });
  toCommandLineShellGNU = options: set: escapeShellArgs (lib.cli.toCommandLineGNU options set);
}
