# `programs.k9s`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "k9s" {
  nullable = true;
  format = "yaml";
  file = "k9s/config.yaml";
  generated = "k9s-config";
}
