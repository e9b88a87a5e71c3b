# `programs.vim-vint`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  yaml = pkgs.formats.yaml { };
in
lib.hm.library.program args "vim-vint" {
  nullable = true;
  options.settings = lib.hm.library.opt yaml.type { } "Contents of {file}`.vintrc.yaml`.";
  config = cfg: { xdg.configFile.".vintrc.yaml".source = yaml.generate "vim-vint-config" cfg.settings; };
}
