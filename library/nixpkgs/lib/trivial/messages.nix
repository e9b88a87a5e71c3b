# Warnings and conditions that stop the evaluation.
lib:
let
  inherit (builtins) filter foldl' throw;
  # `NIX_ABORT_ON_WARN` turns warnings into errors, so that a test can find where one comes from.
  environment = builtins.getEnv "NIX_ABORT_ON_WARN";
  fatal = builtins.elem environment [
    "1"
    "true"
    "yes"
  ];
in
{
  warn =
    builtins.warn or (
      if fatal then
        message:
        builtins.trace "[1;31mevaluation warning:[0m ${message}" (
          abort "NIX_ABORT_ON_WARN=true; warnings are treated as unrecoverable errors."
        )
      else
        message: builtins.trace "[1;35mevaluation warning:[0m ${message}"
    );
  warnIf = condition: message: if condition then lib.warn message else value: value;
  warnIfNot = condition: lib.warnIf (!condition);
  throwIf = condition: message: if condition then throw message else value: value;
  throwIfNot = condition: lib.throwIf (!condition);
  showWarnings = warnings: value: foldl' (result: message: lib.warn message result) value warnings;
  checkListOfEnum =
    what: valid: given:
    let
      unexpected = filter (value: !builtins.elem value valid) given;
      show = lib.concatMapStringsSep ", " toString;
    in
    lib.throwIfNot (unexpected == [ ])
      "${what}: ${show unexpected} unexpected; valid ones: ${show valid}";
}
