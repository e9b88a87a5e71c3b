# `programs.antigravity`.
args:
import ../../parts/vscode-fork.nix args {
  name = "antigravity";
  title = "Antigravity";
  folder = "Antigravity";
  data = ".antigravity";
  skipVersionCheck = true;
}
