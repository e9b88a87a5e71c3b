# `programs.neovide`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "neovide" {
  nullable = true;
  format = "toml";
  file = "neovide/config.toml";
  generated = "neovide-config.toml";
}
