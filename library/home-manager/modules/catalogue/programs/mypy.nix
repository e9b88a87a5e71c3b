# `programs.mypy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "mypy" {
  nullable = true;
  format = "ini";
  file = "mypy/config";
  generated = "mypy-config";
}
