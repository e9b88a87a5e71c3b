# `programs.kiro`.
args:
import ../../parts/vscode-like.nix args {
  name = "kiro";
  title = "Kiro";
  package = "kiro";
  folder = ".kiro";
}
