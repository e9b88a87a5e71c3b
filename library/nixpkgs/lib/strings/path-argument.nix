# The warning of a string function that was given a path value: `${path}` would copy it to the store.
lib:
{
  # The name of the function.
  function,
  # What such a call does, said of the function.
  consequence,
  # What to use instead, if there is something.
  instead ? null,
}:
argument:
lib.warnIf (builtins.isPath argument) (
  builtins.concatStringsSep "\n    " (
    [
      "lib.strings.${function}: The first argument (${toString argument}) is a path value, but only strings are supported."
      "There is almost certainly a bug in the calling code, since this function ${consequence} in such a case."
      "This function also copies the path to the Nix store, which may not be what you want."
      "This behavior is deprecated and will throw an error in the future."
    ]
    ++ lib.optional (instead != null) instead
  )
)
