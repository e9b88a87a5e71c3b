# `programs.hyfetch`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "hyfetch" {
  format = "json";
  file = "hyfetch.json";
  generated = "hyfetch.json";
}
