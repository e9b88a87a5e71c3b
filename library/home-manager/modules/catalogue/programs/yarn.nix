# `programs.yarn`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  yaml = pkgs.formats.yaml { };
in
lib.hm.library.program args "yarn" {
  package = null;
  options.settings = lib.hm.library.opt yaml.type { } "Contents of {file}`~/.yarnrc.yml`.";
  config = cfg: { home.file.".yarnrc.yml".source = yaml.generate ".yarnrc.yml" cfg.settings; };
}
