# `programs.qalculate`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "qalculate" {
  package = "libqalculate";
  nullable = true;
  format = "ini";
  file = "qalculate/qalc.cfg";
  generated = "qalc.cfg";
}
