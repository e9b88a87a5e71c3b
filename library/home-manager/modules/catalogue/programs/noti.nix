# `programs.noti`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "noti" {
  nullable = true;
  options.settings = lib.hm.library.opt (with lib.types; attrsOf (attrsOf str)) { } "Contents of {file}`noti/noti.yaml`.";
  config = cfg: {
    xdg.configFile."noti/noti.yaml" = lib.mkIf (cfg.settings != { }) {
      text = lib.generators.toYAML { } cfg.settings;
    };
  };
}
