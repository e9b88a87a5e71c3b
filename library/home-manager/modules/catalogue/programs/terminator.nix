# `programs.terminator`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  show =
    value:
    if value == null then
      "None"
    else if lib.isBool value then
      (if value then "True" else "False")
    else
      "\"${toString value}\"";
  brackets = depth: name: if depth == 0 then name else brackets (depth - 1) "[${name}]";
  lines =
    depth: set:
    lib.concatLists (
      lib.mapAttrsToList (
        name: value:
        if lib.isAttrs value then
          [ (brackets depth name) ] ++ lines (depth + 1) value
        else
          [ "${name} = ${show value}" ]
      ) set
    );
in
lib.hm.library.program args "terminator" {
  options.config = lib.hm.library.opt (types.attrsOf types.anything) { } "Contents of {file}`terminator/config`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.terminator" pkgs lib.platforms.linux) ];
    xdg.configFile."terminator/config" = lib.mkIf (cfg.config != { }) {
      text = lib.concatStringsSep "\n" (lines 1 cfg.config);
    };
  };
}
