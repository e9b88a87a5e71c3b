# `programs.vscodium`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
import ../../parts/vscode-fork.nix args {
  name = "vscodium";
  title = "VSCodium";
  folder = "VSCodium";
  data = ".vscode-oss";
}
