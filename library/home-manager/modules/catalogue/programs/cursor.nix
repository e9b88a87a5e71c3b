# `programs.cursor`.
args:
import ../../parts/vscode-fork.nix args {
  name = "cursor";
  title = "Cursor";
  package = "code-cursor";
  folder = "Cursor";
  data = ".cursor";
}
