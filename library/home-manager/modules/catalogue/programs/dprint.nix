# `programs.dprint`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "dprint" {
  nullable = true;
  format = "json";
  file = "dprint/dprint.json";
  generated = "hm_dprintdprint.json";
}
