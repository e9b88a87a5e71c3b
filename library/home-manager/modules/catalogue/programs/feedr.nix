# `programs.feedr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "feedr" {
  nullable = true;
  format = "toml";
  file = "feedr/config.toml";
  generated = "feedr-config";
}
