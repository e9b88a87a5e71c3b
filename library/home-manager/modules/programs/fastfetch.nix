# `programs.fastfetch`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "fastfetch" {
  nullable = true;
  format = "json";
  file = "fastfetch/config.jsonc";
  generated = "config.jsonc";
}
