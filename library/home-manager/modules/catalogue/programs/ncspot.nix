# `programs.ncspot`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "ncspot" {
  nullable = true;
  format = "toml";
  file = "ncspot/config.toml";
  generated = "ncspot-config";
}
