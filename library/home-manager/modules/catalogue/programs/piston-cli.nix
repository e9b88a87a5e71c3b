# `programs.piston-cli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "piston-cli" {
  format = "yaml";
  file = "piston-cli/config.yml";
  generated = "config.yml";
}
