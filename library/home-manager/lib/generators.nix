# Texts of formats that nixpkgs' `lib.generators` does not write (`lib.hm.generators`).
{ lib }:
import ./generators/ordered.nix { inherit lib; }
// {
  toHyprconf = import ./generators/hyprconf.nix { inherit lib; };
  toKDL = import ./generators/kdl.nix { inherit lib; };
  toSCFG = import ./generators/scfg.nix { inherit lib; };
}
