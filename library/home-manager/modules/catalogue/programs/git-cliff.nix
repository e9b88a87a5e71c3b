# `programs.git-cliff`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "git-cliff" {
  nullable = true;
  format = "toml";
  file = "git-cliff/cliff.toml";
  generated = "git-cliff-config";
}
