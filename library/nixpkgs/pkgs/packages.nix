# The packages by name: rows of the tables made derivations.
#
# What is known of a package is its name, its version, its license and its main program. It can be named, installed
# into a profile, overridden and asked for its paths. It cannot be built: its derivation says so.
{ lib, pkgs }:
let
  tables = [
    (import ./data/0-b.nix)
    (import ./data/c.nix)
    (import ./data/d-e.nix)
    (import ./data/f.nix)
    (import ./data/g.nix)
    (import ./data/go-gz.nix)
    (import ./data/h-j.nix)
    (import ./data/k.nix)
    (import ./data/l.nix)
    (import ./data/m.nix)
    (import ./data/n.nix)
    (import ./data/o.nix)
    (import ./data/p.nix)
    (import ./data/pn-q.nix)
    (import ./data/r.nix)
    (import ./data/s-sl.nix)
    (import ./data/sm-sy.nix)
    (import ./data/t-u.nix)
    (import ./data/v-w.nix)
    (import ./data/x-z.nix)
  ];
  rows = builtins.foldl' (all: table: all // table) { } tables;
  known = import ./known.nix { inherit lib pkgs; };
  inherit (import ./data/traits.nix) outputs shells onlyOn;

  # `"version license mainProgram pname"`: text, since most rows are never looked at. The latter three are `-`, or left
  # out at the end, where they are not known.
  fromRow =
    name: row:
    let
      fields = lib.splitString " " row;
      field =
        index:
        let
          it = builtins.elemAt fields index;
        in
        if builtins.length fields > index && it != "-" then it else null;
      pname = if field 3 == null then name else field 3;
      main = field 2;
    in
    known.package (
      {
        inherit pname;
        version = builtins.head fields;
        license = field 1;
        mainProgram = main;
      }
      // lib.optionalAttrs (outputs ? ${name}) { outputs = outputs.${name}; }
      // lib.optionalAttrs (onlyOn ? ${name}) { platforms = lib.platforms.${onlyOn.${name}}; }
      // lib.optionalAttrs (shells ? ${name}) {
        passthru.shellPath = shells.${name};
      }
    );
in
builtins.mapAttrs fromRow rows
// import ./special.nix { inherit lib pkgs known; }
// import ./kernels.nix { inherit lib pkgs known; }
