# `programs.zk`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "zk" {
  nullable = true;
  format = "toml";
  file = "zk/config.toml";
  generated = "config.toml";
}
