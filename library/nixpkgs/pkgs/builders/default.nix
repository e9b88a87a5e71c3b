# The functions of the package set: files, scripts, trees of links, data formats, sources.
{ lib, pkgs }:
import ./text.nix { inherit lib pkgs; }
// import ./trees.nix { inherit lib pkgs; }
// import ./fetch.nix { inherit lib pkgs; }
// import ./language.nix { inherit lib pkgs; }
// import ./frameworks.nix { inherit lib pkgs; }
// import ./images.nix { inherit lib pkgs; }
// import ./plugins.nix { inherit lib pkgs; }
// import ./tests.nix { inherit lib pkgs; }
// {
  formats = import ./formats.nix { inherit lib pkgs; };
  writers = import ./writers.nix { inherit lib pkgs; };
}
