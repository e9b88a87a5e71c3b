# Packages of which only a few facts are known.
{ lib, pkgs }:
{
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
  # A set of packages from `{ name = version; }`, their names with a prefix.
  set =
    prefix: wrap: table:
    builtins.mapAttrs (
      name: version:
      wrap name (
        (import ./known.nix { inherit lib pkgs; }).package {
          pname = prefix + name;
          inherit version;
        }
      )
    ) table;
}
