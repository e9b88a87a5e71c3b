# `programs.kraftkit`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "kraftkit" {
  package = "kraft";
  nullable = true;
  format = "yaml";
  file = "kraftkit/config.yaml";
  generated = "kraftkit-config";
}
