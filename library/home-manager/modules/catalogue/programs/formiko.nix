# `programs.formiko`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "formiko" {
  nullable = true;
  format = "ini";
  file = "formiko.ini";
  generated = "formiko.ini";
}
