# `programs.i3bar-river`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "i3bar-river" {
  nullable = true;
  format = "toml";
  file = "i3bar-river/config.toml";
  generated = "i3bar-river-config.toml";
}
