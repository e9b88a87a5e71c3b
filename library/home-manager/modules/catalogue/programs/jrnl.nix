# `programs.jrnl`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "jrnl" {
  nullable = true;
  format = "yaml";
  file = "jrnl/jrnl.yaml";
  generated = "jrnl.yaml";
}
