# `programs.wayprompt`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.generators) mkKeyValueDefault mkValueStringDefault;
  isColor = text: builtins.match "[0-9a-fA-F]{6}([0-9a-fA-F]{2})?" text != null;
  show =
    value:
    if !lib.isString value then
      mkValueStringDefault { } value
    else if isColor value then
      "0x${lib.toUpper value}"
    else
      "\"${value}\"";
  ini = pkgs.formats.ini { mkKeyValue = mkKeyValueDefault { mkValueString = value: "${show value};"; } " = "; };
in
lib.hm.library.program args "wayprompt" {
  nullable = true;
  options.settings = lib.hm.library.opt ini.type { } "Contents of {file}`wayprompt/config.ini`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.wayprompt" pkgs lib.platforms.linux) ];
    xdg.configFile."wayprompt/config.ini" = lib.mkIf (cfg.settings != { }) {
      source = ini.generate "config.ini" cfg.settings;
    };
  };
}
