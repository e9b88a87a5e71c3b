# `programs.cursor`.
args:
import ../../parts/vscode-like.nix args {
  name = "cursor";
  title = "Cursor";
  package = "code-cursor";
  folder = ".cursor";
}
