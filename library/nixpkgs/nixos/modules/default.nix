# The modules of a host.
{ lib }:
let
  nixFilesIn =
    folder:
    map (name: folder + "/${name}") (
      builtins.filter (lib.hasSuffix ".nix") (builtins.attrNames (builtins.readDir folder))
    );
in
[ ./catalogue.nix ]
++ lib.concatMap nixFilesIn [
  ./core
  ./programs
  ./services
]
