# `programs.nom`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "nom" {
  nullable = true;
  options.settings = lib.hm.library.opt (with lib.types; attrsOf anything) { } "Contents of {file}`nom/config.yml`.";
  config = cfg: {
    xdg.configFile."nom/config.yml" = lib.mkIf (cfg.settings != { }) {
      source = pkgs.writeText "config.yml" (lib.generators.toYAML { } cfg.settings);
    };
  };
}
