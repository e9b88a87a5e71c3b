# `programs.nix-init`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "nix-init" {
  nullable = true;
  format = "toml";
  file = "nix-init/config.toml";
  generated = "config.toml";
}
