# `programs.lazysql`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "lazysql" {
  nullable = true;
  format = "toml";
  file = "lazysql/config.toml";
  generated = "lazysql-config";
}
