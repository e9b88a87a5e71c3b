# `programs.ttyper`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "ttyper" {
  nullable = true;
  format = "toml";
  file = "ttyper/config.toml";
  generated = "ttyper-config.toml";
}
