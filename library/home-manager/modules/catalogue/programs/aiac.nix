# `programs.aiac`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "aiac" {
  nullable = true;
  format = "toml";
  file = "aiac/aiac.toml";
  generated = "aiac.toml";
}
