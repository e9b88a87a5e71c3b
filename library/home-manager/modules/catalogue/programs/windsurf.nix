# `programs.windsurf`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
import ../../parts/vscode-fork.nix args {
  name = "windsurf";
  title = "Windsurf";
  folder = "Windsurf";
  data = ".windsurf";
}
