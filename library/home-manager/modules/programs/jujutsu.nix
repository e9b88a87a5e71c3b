# `programs.jujutsu`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "jujutsu" {
  nullable = true;
  format = "toml";
  file = "jj/config.toml";
  generated = "jujutsu-config";
}
