# Texts in the language of Nushell (`lib.hm.nushell`).
{ lib }:
let
  inherit (lib) concatStringsSep;
  isInline = lib.isType "nushell-inline";

  # Names of variables may have any character but those of the language's operators.
  badName = name: builtins.match "[$]?[^].[({+*^/=!<>&|-]+" name == null;
in
rec {
  mkNushellInline = expr: lib.setType "nushell-inline" { inherit expr; };
  isNushellInline = isInline;

  toNushell =
    {
      indent ? "",
      multiline ? true,
      asBindings ? false,
    }@args:
    v:
    let
      deeper = "${indent}    ";
      inner = toNushell (args // { asBindings = false; indent = if asBindings then indent else deeper; });
      gap = if multiline then "\n${deeper}" else " ";
      end = if multiline then "\n${indent}" else " ";
      enclosed =
        open: close: items:
        if items == [ ] then open + close else open + gap + concatStringsSep gap items + end + close;
      bindings =
        let
          bad = lib.filter badName (builtins.attrNames v);
        in
        assert lib.assertMsg (bad == [ ]) "Bad Nushell variable names: ${lib.generators.toPretty { } bad}";
        lib.concatStrings (lib.mapAttrsToList (name: value: "${indent}let ${name} = ${inner value}\n") v);
    in
    if asBindings then
      bindings
    else if v == null then
      "null"
    else if lib.isInt v || lib.isFloat v || lib.isString v || lib.isBool v then
      builtins.toJSON v
    else if lib.isList v then
      enclosed "[" "]" (map inner v)
    else if isInline v then
      "(${v.expr})"
    else if lib.isDerivation v then
      toString v
    else if lib.isAttrs v then
      enclosed "{" "}" (
        lib.mapAttrsToList (name: value: "${builtins.toJSON name}: ${inner value}") v
      )
    else
      throw "nushell.toNushell: type ${builtins.typeOf v} is unsupported";
}
