# `programs.tray-tui`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "tray-tui" {
  nullable = true;
  format = "toml";
  file = "tray-tui/config.toml";
  generated = "tray-tui-config";
}
