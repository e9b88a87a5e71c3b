# Texts in the language of POSIX shells, and the options of shells (`lib.hm.shell`).
{ lib }:
let
  export =
    name: value:
    ''export ${name}="${if builtins.isBool value then lib.boolToString value else toString value}"'';

  # Fills lines with items, as many as fit in `width` characters.
  wrapLines =
    items: width:
    let
      add =
        { lines, line }:
        item:
        let
          longer = if line == "" then item else "${line} ${item}";
        in
        if builtins.stringLength longer <= width then
          {
            inherit lines;
            line = longer;
          }
        else
          {
            lines = lines ++ [ line ];
            line = item;
          };
      filled = builtins.foldl' add {
        lines = [ ];
        line = "";
      } items;
    in
    filled.lines ++ lib.optional (filled.line != "") filled.line;

  integration =
    shell:
    {
      config,
      baseName ? shell,
      extraDescription ? "",
    }:
    let
      option = "enable${baseName}Integration";
    in
    lib.mkOption {
      type = lib.types.bool;
      default = config.home.shell.${option};
      defaultText = lib.literalMD "[](#opt-home.shell.${option})";
      example = false;
      description =
        "Whether to enable ${shell} integration."
        + lib.optionalString (extraDescription != "") "\n\n${extraDescription}";
    };
in
{
  inherit export wrapLines;

  exportAll =
    variables:
    lib.concatStringsSep "\n" (
      lib.mapAttrsToList export (lib.filterAttrs (_: value: value != null) variables)
    );

  # The value of a search path with more in front: nothing is added where the variable is empty.
  prependToVar =
    separator: name: values:
    "${lib.concatStringsSep separator values}\${${name}:+${separator}}\$${name}";

  # What stands between the parentheses of an array.
  formatShellArrayContent =
    items: "\n  ${lib.concatStringsSep "\n  " (wrapLines (map lib.escapeShellArg items) 78)}\n";

  mkBashIntegrationOption = integration "Bash";
  mkFishIntegrationOption = integration "Fish";
  mkIonIntegrationOption = integration "Ion";
  mkNushellIntegrationOption = integration "Nushell";
  mkZshIntegrationOption = integration "Zsh";
}
