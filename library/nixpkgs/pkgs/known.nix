# Packages of which only a few facts are known.
{ lib, pkgs }:
rec {
  package =
    lib.makeOverridable (
      {
        pname,
        version,
        license ? null,
        mainProgram ? null,
        outputs ? [ "out" ],
        platforms ? null,
        passthru ? { },
        # Options of the original (`withGTK`, `plugins`, ...) are taken and have no effect but on the derivation.
        ...
      }@arguments:
      let
        choices = removeAttrs arguments [
          "pname"
          "version"
          "license"
          "mainProgram"
          "outputs"
          "platforms"
          "passthru"
        ];
        # What a choice is, as far as it can be written down without looking into packages.
        shown = lib.filterAttrs (
          _name: value: builtins.isBool value || builtins.isString value || builtins.isInt value
        ) choices;
      in
      pkgs.stdenv.mkDerivation (
        {
          inherit pname version outputs passthru;
          unseen = overrideAttrs: import ./unseen.nix // {
            src = source pname version;
            overridePythonAttrs = overrideAttrs;
          };
          buildCommand = ''
            echo "hmeval's built-in library knows ${pname} by name only: it cannot be built" >&2
            exit 1
          '';
          meta =
            lib.optionalAttrs (mainProgram != null) { inherit mainProgram; }
            // lib.optionalAttrs (license != null) { license = lib.licenses.${license}; }
            // lib.optionalAttrs (platforms != null) { inherit platforms; };
        }
        // lib.optionalAttrs (shown != { }) { choices = builtins.toJSON shown; }
      )
    );
  # Where a package is said to come from: a folder with a path, which nothing can fill.
  source =
    pname: version:
    lib.makeOverridable (
      changes:
      derivation {
        name = "source";
        inherit (pkgs.stdenv.hostPlatform) system;
        builder = "/bin/sh";
        args = [
          "-c"
          "echo \"hmeval's built-in library does not have the source of $of\" >&2; exit 1"
        ];
        of = "${pname}-${version}";
        changes = builtins.toJSON (lib.filterAttrs (_name: builtins.isString) changes);
      }
    ) { };
  # A package and what else is found on it, whatever is overridden: `more` gets the package as it is then.
  extended =
    more: package:
    package
    // more package
    // {
      override = changes: extended more (package.override changes);
      overrideAttrs = changes: extended more (package.overrideAttrs changes);
    };
  # A set of packages from `{ name = version; }`, their names with a prefix.
  set =
    prefix: wrap: table:
    builtins.mapAttrs (
      name: version:
      wrap name (package {
        pname = prefix + name;
        inherit version;
      })
    ) table;
}
