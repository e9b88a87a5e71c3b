# `programs.sqls`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "sqls" {
  nullable = true;
  format = "yaml";
  file = "sqls/config.yml";
  generated = "sqls-config";
}
