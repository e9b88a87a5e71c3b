# `programs.bottom`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "bottom" {
  nullable = true;
  format = "toml";
  file = "bottom/bottom.toml";
  generated = "bottom.toml";
}
