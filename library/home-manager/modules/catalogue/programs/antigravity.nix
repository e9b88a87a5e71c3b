# `programs.antigravity`.
args:
import ../../parts/vscode-fork.nix args {
  name = "antigravity";
  title = "Antigravity";
  skipVersionCheck = true;
  folder = "Antigravity";
  data = ".antigravity";
}
