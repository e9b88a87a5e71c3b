# `lib.derivations`: derivations that are looked into late or with a warning.
lib:
{
  inherit (builtins) addDrvOutputDependencies unsafeDiscardOutputDependency;
  # A derivation of which no more is forced than is asked for, apart from what is given here.
  lazyDerivation =
    arguments@{
      derivation,
      meta ? null,
      passthru ? { },
      outputs ? [ "out" ],
    }:
    let
      checked =
        lib.throwIf
          ((derivation.type or null) != "derivation")
          "lazyDerivation: input must be a derivation."
          lib.throwIf
          ((derivation.outputs or [ "out" ]) != outputs && arguments ? outputs)
          ''
            lib.lazyDerivation: The derivation ${derivation.name or "<unknown>"} has outputs that don't match the assumed outputs.

            Assumed outputs passed to lazyDerivation: [ ${toString outputs} ];
            Actual outputs of the derivation: [ ${toString derivation.outputs} ].
          ''
          derivation;
    in
    {
      type = "derivation";
      inherit (checked)
        drvPath
        name
        outPath
        outputName
        system
        ;
      inherit outputs;
    }
    // lib.genAttrs outputs (output: checked.${output})
    // lib.optionalAttrs (arguments ? meta) { inherit meta; }
    // lib.optionalAttrs (!arguments ? meta) { inherit (checked) meta; }
    // passthru;
  optionalDrvAttr = condition: value: if condition then value else null;
  warnOnInstantiate =
    message: package:
    let
      late = removeAttrs package [
        "meta"
        "name"
        "type"
        "outputName"
      ];
    in
    package // builtins.mapAttrs (_name: lib.warn message) late;
}
