# The list of modules: the parts every home has, then the programs and services.
{
  pkgs,
  # nixpkgs' lib with `lib.hm`.
  lib,
  check ? true,
  # Whether a home has a package set of its own; a host with `useGlobalPkgs` says no.
  ownPackages ? true,
  minimal ? false,
}:
let
  nixFilesIn =
    folder:
    map (name: folder + "/${name}") (
      builtins.filter (lib.hasSuffix ".nix") (builtins.attrNames (builtins.readDir folder))
    );

  base =
    lib.concatMap nixFilesIn [
      ./accounts
      ./home
      ./misc
      ./xdg
    ]
    ++ [
      (if ownPackages then ./nixpkgs/own.nix else ./nixpkgs/global.nix)
    ];

  needed = map (name: ./programs + "/${name}.nix") [
    "bash"
    "fish"
    "nushell"
    "zsh"
  ];

  everything = nixFilesIn ./services ++ nixFilesIn ./programs ++ [ ./catalogue.nix ];

  list = base ++ (if minimal then needed else everything);

  arguments = {
    config = {
      _module = {
        inherit check;
        args = {
          baseModules = list;
          pkgs = lib.mkDefault pkgs;
          pkgsPath = lib.mkDefault pkgs.path;
        };
      };
      lib = lib.hm;
    }
    // lib.optionalAttrs ownPackages {
      nixpkgs.system = lib.mkDefault pkgs.stdenv.hostPlatform.system;
    };
  };
in
list ++ [ arguments ]
