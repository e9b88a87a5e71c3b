# `programs.asciinema`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "asciinema" {
  nullable = true;
  format = "toml";
  file = "asciinema/config.toml";
  generated = "asciinema_config.toml";
}
