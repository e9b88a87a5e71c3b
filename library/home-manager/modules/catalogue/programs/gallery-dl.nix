# `programs.gallery-dl`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "gallery-dl" {
  nullable = true;
  format = "json";
  file = "gallery-dl/config.json";
  generated = "gallery-dl-settings";
}
