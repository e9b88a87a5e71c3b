# `programs.floorp`.
args:
import ../../parts/firefox-like.nix args {
  name = "floorp";
  title = "Floorp";
  package = "floorp-bin";
  folder = ".floorp";
}
