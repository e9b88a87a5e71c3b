# `programs.opkssh`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  yaml = pkgs.formats.yaml { };
in
lib.hm.library.program args "opkssh" {
  nullable = true;
  options.settings = lib.hm.library.opt yaml.type { } "Contents of {file}`~/.opk/config.yml`.";
  config = cfg: {
    home.file."${config.home.homeDirectory}/.opk/config.yml" = lib.mkIf (cfg.settings != { }) {
      source = yaml.generate "opkssh-config-${config.home.username}.yml" cfg.settings;
    };
  };
}
