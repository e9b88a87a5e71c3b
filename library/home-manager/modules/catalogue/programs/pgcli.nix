# `programs.pgcli`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "pgcli" {
  nullable = true;
  format = "ini";
  file = "pgcli/config";
  generated = "pgcli-config";
}
