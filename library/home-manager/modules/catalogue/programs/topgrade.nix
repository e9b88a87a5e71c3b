# `programs.topgrade`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "topgrade" {
  format = "toml";
  file = "topgrade.toml";
  generated = "topgrade-config";
}
