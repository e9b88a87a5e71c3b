# `programs.radio-cli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "radio-cli" {
  nullable = true;
  format = "json";
  file = "radio-cli/config.json";
  generated = "radio-cli-config";
}
