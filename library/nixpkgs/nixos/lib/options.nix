# Short forms of options, for the modules of hosts.
{ lib }:
let
  inherit (lib) mkOption types;
in
rec {
  opt = type: default: description: mkOption { inherit default description type; };
  need = type: description: mkOption { inherit type description; };
  maybe = type: opt (types.nullOr type) null;
  flag = opt types.bool false;
  enabled = opt types.bool true;
  enable = lib.mkEnableOption;
  text = opt types.lines "";
  words = opt (types.listOf types.str) [ ];
  packages = opt (types.listOf types.package) [ ];
  strings = opt (types.attrsOf types.str) { };
  attrs = opt (types.attrsOf types.anything) { };
  internal = option: option // { internal = true; };
  described = text: option: option // { defaultText = lib.literalExpression text; };
  # One word, without line breaks and colons: a field of passwd(5) or group(5).
  field = types.strMatching "[^\n:]*" // {
    description = "string, not containing newlines or colons";
  };
}
