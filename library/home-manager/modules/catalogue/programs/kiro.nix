# `programs.kiro`.
args:
import ../../parts/vscode-fork.nix args {
  name = "kiro";
  title = "Kiro";
  folder = "Kiro";
  data = ".kiro";
}
