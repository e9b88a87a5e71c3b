# `programs.chawan`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "chawan" {
  nullable = true;
  format = "toml";
  file = "chawan/config.toml";
  generated = "config.toml";
}
