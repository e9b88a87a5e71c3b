# `programs.ruff`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "ruff" {
  nullable = true;
  format = "toml";
  file = "ruff/ruff.toml";
  generated = "ruff.toml";
}
