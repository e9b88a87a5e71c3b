# `programs.ty`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "ty" {
  nullable = true;
  format = "toml";
  file = "ty/ty.toml";
  generated = "ty-config.toml";
}
