# The refusal of a type whose `check` was replaced with `//`: it would check and merge by different rules.
lib: location: type:
throw ''
  The option `${lib.showOption location}' has a type `${type.description}' that uses
  an ad-hoc `type // { check = ...; }' override, which is incompatible with
  the v2 merge mechanism.

  Please use `lib.types.addCheck` instead of `type // { check }' to add
  custom validation. For example:

    lib.types.addCheck baseType (value: /* your check */)

  instead of:

    baseType // { check = value: /* your check */; }

  Alternatively, this message may also occur as false positive when mixing Nixpkgs
  versions, if one Nixpkgs is between 83fed2e6..58696117 (Aug 28 - Oct 28 2025)
''
