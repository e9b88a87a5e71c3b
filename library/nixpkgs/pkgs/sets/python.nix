# The packages of a Python: its own, below the overlays of the package set and those it was overridden with.
{
  lib,
  pkgs,
  known,
  short,
}:
overlay: python:
let
  members = lib.recurseIntoAttrs (
    known.set "python${short}-" (_name: package: package) (import ./tables.nix).pythonPackages
  );
  overlays =
    pkgs.pythonPackagesExtensions ++ lib.optional (overlay != null) overlay;
  below =
    extension:
    lib.fix (
      lib.extends extension (
        self:
        members
        // {
          inherit python;
          pythonOlder = python.pythonOlder;
          pythonAtLeast = python.pythonAtLeast;
          buildPythonPackage = pkgs.stdenv.mkDerivation;
          buildPythonApplication = pkgs.stdenv.mkDerivation;
          inherit (pkgs) fetchPypi;
          callPackage = lib.callPackageWith (pkgs // self);
          toPythonApplication = package: package;
          toPythonModule = package: package;
          makePythonPath = lib.makeSearchPath python.sitePackages;
          requiredPythonModules = packages: packages;
          overrideScope = more: below (lib.composeExtensions extension more);
        }
      )
    );
in
below (lib.composeManyExtensions overlays)
