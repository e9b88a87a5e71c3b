# Attribute sets that are packages: their outputs, and marks for the tools that walk package sets.
lib:
let
  output = lib.getOutput;
in
{
  toDerivation =
    path:
    let
      storePath = builtins.storePath path;
      result = {
        type = "derivation";
        name = lib.strings.sanitizeDerivationName (
          builtins.substring 33 (-1) (baseNameOf storePath)
        );
        outPath = storePath;
        outputs = [ "out" ];
        out = result;
        outputName = "out";
      };
    in
    result;

  # A package itself if it has no such output, or if an output was chosen already.
  getOutput =
    name: package:
    if package.outputSpecified or false then package else package.${name} or package.out or package;
  getFirstOutput =
    candidates: package:
    let
      chosen = lib.findFirst (name: package ? ${name}) null candidates;
    in
    if package.outputSpecified or false || chosen == null then package else package.${chosen};
  getBin = output "bin";
  getDev = output "dev";
  getLib = lib.getFirstOutput [
    "lib"
    "out"
  ];
  getStatic = lib.getFirstOutput [
    "static"
    "lib"
    "out"
  ];
  getInclude = lib.getFirstOutput [
    "include"
    "dev"
    "out"
  ];
  getMan = lib.getFirstOutput [
    "man"
    "out"
  ];
  chooseDevOutputs = map lib.getDev;

  recurseIntoAttrs = set: set // { recurseForDerivations = true; };
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };
}
