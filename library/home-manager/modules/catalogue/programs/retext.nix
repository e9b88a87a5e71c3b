# `programs.retext`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "retext" {
  nullable = true;
  format = "ini";
  file = "ReText Project/ReText.conf";
  generated = "ReText.conf";
}
