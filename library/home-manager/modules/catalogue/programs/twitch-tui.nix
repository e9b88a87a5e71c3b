# `programs.twitch-tui`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "twitch-tui" {
  nullable = true;
  format = "toml";
  file = "twt/config.toml";
  generated = "twitch-tui-config";
}
