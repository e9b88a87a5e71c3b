# KDL documents: a node has arguments (`_args`), properties (`_props`) and children.
{ lib }:
{
  escapeBackslashes ? false,
  escapeTabs ? false,
}:
let
  inherit (builtins) typeOf;
  inherit (lib) concatStringsSep mapAttrsToList;

  from = [ "\n" "\"" ] ++ lib.optional escapeBackslashes "\\" ++ lib.optional escapeTabs "\t";
  to = [ "\\n" "\\\"" ] ++ lib.optional escapeBackslashes "\\\\" ++ lib.optional escapeTabs "\\t";

  literal =
    value:
    {
      null = "null";
      bool = lib.boolToString value;
      string = "\"${builtins.replaceStrings from to value}\"";
      int = toString value;
      float = toString value;
    }
    .${typeOf value} or (throw "Cannot convert value of type ${typeOf value} to KDL literal.");

  isNested = value: lib.isAttrs value || lib.isList value;

  # Nodes one level deeper, between braces.
  block =
    nodes:
    let
      lines = lib.splitString "\n" (concatStringsSep "\n" nodes);
    in
    "{\n${lib.concatMapStringsSep "\n" (line: "\t${line}") lines}\n}";

  nodesOf = mapAttrsToList node;

  fromSet =
    name: set:
    let
      children =
        lib.concatMap nodesOf (set._children or [ ])
        ++ nodesOf (removeAttrs set [ "_args" "_children" "_props" ]);
    in
    concatStringsSep " " (
      [ name ]
      ++ map literal (set._args or [ ])
      ++ mapAttrsToList (key: value: "${key}=${literal value}") (set._props or { })
      ++ lib.optional (children != [ ]) (block children)
    );

  fromList =
    name: list:
    if lib.any isNested list then
      "${name} ${block (map (node "-") list)}"
    else
      "${name} ${concatStringsSep " " (map literal list)}";

  node =
    name: value:
    if lib.isAttrs value then
      fromSet name value
    else if lib.isList value && name == "_children" then
      lib.concatMapStringsSep "\n" (child: concatStringsSep "\n" (nodesOf child)) value
    else if lib.isList value then
      fromList name value
    else if builtins.elem (typeOf value) [ "bool" "float" "int" "null" "string" ] then
      "${name} ${literal value}"
    else
      throw "Cannot convert type `(${typeOf value})` to KDL:\n  ${name} = ${toString value}\n";
in
attrs: "${concatStringsSep "\n" (nodesOf attrs)}\n"
