# Texts in the language of Zsh (`lib.hm.zsh`).
{ lib }:
let
  quoted = text: ''"${text}"'';
in
rec {
  toZshValue =
    value:
    if builtins.isBool value then
      lib.boolToString value
    else if builtins.isString value then
      quoted (lib.escape [ "\\" "\"" "`" ] value)
    else if builtins.isList value then
      "(${lib.hm.shell.formatShellArrayContent (map toString value)})"
    else
      quoted (toString value);

  define = name: value: "${name}=${toZshValue value}";
  defineAll = variables: lib.concatStringsSep "\n" (lib.mapAttrsToList define variables);

  export = name: value: "export ${define name value}";
  exportAll =
    variables:
    {
      indent ? "",
    }:
    lib.concatStringsSep "\n${indent}" (
      lib.mapAttrsToList export (lib.filterAttrs (_: value: value != null) variables)
    );
}
