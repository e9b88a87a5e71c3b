# `programs.aria2p`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.fileProgram args "aria2p" {
  package = [ "python3Packages" "aria2p" ];
  nullable = true;
  format = "toml";
  file = "aria2p/config.toml";
  generated = "settings";
}
