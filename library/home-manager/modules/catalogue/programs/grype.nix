# `programs.grype`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "grype" {
  nullable = true;
  format = "yaml";
  file = "grype/config.yaml";
  generated = "grype-config";
}
