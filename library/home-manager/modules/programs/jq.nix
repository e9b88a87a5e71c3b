# `programs.jq`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  color =
    kind: code:
    lib.hm.library.opt types.str code "Colour of ${kind}." // { example = "0;31"; };
  order = [
    "null"
    "false"
    "true"
    "numbers"
    "strings"
    "arrays"
    "objects"
    "objectKeys"
  ];
  colors = types.submodule {
    options =
      lib.genAttrs (lib.init order) (kind: lib.hm.library.need types.str "Colour of ${kind}.")
      // {
        objectKeys = color "the names in objects" "34;1";
      };
  };
in
lib.hm.library.program args "jq" {
  nullable = true;
  options.colors = lib.hm.library.maybe colors "Colours, as codes of the terminal.";
  config = cfg: {
    home.sessionVariables = lib.mkIf (cfg.colors != null) {
      JQ_COLORS = lib.concatMapStringsSep ":" (kind: cfg.colors.${kind}) order;
    };
  };
}
