# `programs.uv`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "uv" {
  nullable = true;
  format = "toml";
  file = "uv/uv.toml";
  generated = "uv.toml";
}
