# `programs.abaddon`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "abaddon" {
  nullable = true;
  format = "ini";
  file = "abaddon/abaddon.ini";
  generated = "abaddon.ini";
}
