# `programs.inori`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "inori" {
  nullable = true;
  format = "toml";
  file = "inori/config.toml";
  generated = "config.toml";
}
