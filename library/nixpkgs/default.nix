# The package set: `import nixpkgs { system; config; overlays; }`.
import ./pkgs
