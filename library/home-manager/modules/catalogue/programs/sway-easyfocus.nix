# `programs.sway-easyfocus`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "sway-easyfocus" {
  nullable = true;
  format = "yaml";
  file = "sway-easyfocus/config.yaml";
  generated = "sway-easyfocus-config.yaml";
}
