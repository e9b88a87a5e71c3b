# `programs.antigravity`.
args:
import ../../parts/vscode-like.nix args {
  name = "antigravity";
  title = "Antigravity";
  package = "antigravity";
  folder = ".antigravity";
  ownVersions = true;
}
