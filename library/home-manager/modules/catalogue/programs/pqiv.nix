# `programs.pqiv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt text;
  show = value: if lib.isBool value then (if value then "1" else "0") else toString value;
in
lib.hm.library.program args "pqiv" {
  options = {
    settings = opt (pkgs.formats.ini { }).type { } "Contents of {file}`pqivrc`.";
    extraConfig = text "Text at its end.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.pqiv" pkgs lib.platforms.linux) ];
    xdg.configFile.pqivrc = lib.mkIf (cfg.settings != { } || cfg.extraConfig != "") {
      text = lib.concatLines [
        (lib.generators.toINI { mkKeyValue = name: value: "${name} = ${show value}"; } cfg.settings)
        cfg.extraConfig
      ];
    };
  };
}
