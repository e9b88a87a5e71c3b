# `programs.translate-shell`.
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
    if lib.isBool value then
      lib.boolToString value
    else if lib.isList value then
      "[ ${lib.concatMapStringsSep " " show value} ]"
    else
      "\"${value}\"";
in
lib.hm.library.program args "translate-shell" {
  nullable = true;
  options.settings = lib.hm.library.opt (with types; attrsOf (oneOf [ bool str (listOf str) ])) { } "Contents of {file}`translate-shell/init.trans`.";
  config = cfg: {
    xdg.configFile."translate-shell/init.trans" = lib.mkIf (cfg.settings != { }) {
      text = "{${lib.generators.toKeyValue { mkKeyValue = name: value: ":${name} ${show value}"; } cfg.settings}}";
    };
  };
}
