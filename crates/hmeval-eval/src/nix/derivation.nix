/* The function `derivation`: the attributes of the first output, with a set for each output.

   Nix defines it in Nix, too, and that definition can be seen from outside: traces quote its lines, and
   `builtins.unsafeGetAttrPos` tells where in it an attribute of a derivation is written. So what can be named by such a
   place stands here in the line and the column in which it stands in Nix 2.34: a line more or less here is a
   difference to Nix, which the test `places_in_derivation` finds.

     attribute or call      line  column
     the function             30       1
     outputs                  31       3
     derivationStrict         37      12
     listToAttrs              41       9
     all                      43       7
     drvAttrs                 44      15
     name                     48       5
     value                    49       5
     outPath                  50       7
     getAttr                  50      17
     drvPath                  51       7
     type                     52       7
     outputName               53      15
     map                      57      17
     head                     60       2

   Names are numbered in the order of their appearance, and attributes are walked over in the order of these numbers: the
   names that can be attributes appear in the order in which Nix meets them.
   Paths are evaluated only where they are asked for; it is called for every package, and runs natively
   (`native/derivation.rs`).
*/
drvAttrs@{
  outputs ? [ "out" ],
  ...
}:

let

  strict = derivationStrict drvAttrs;

  commonAttrs =
    drvAttrs
    // (builtins.listToAttrs outputsList)
    // {
      all = map (x: x.value) outputsList;
      inherit drvAttrs;
    };

  outputToAttrListElement = outputName: {
    name = outputName;
    value = commonAttrs // {
      outPath = builtins.getAttr outputName strict;
      drvPath = strict.drvPath;
      type = "derivation";
      inherit outputName;
    };
  };

  outputsList = map outputToAttrListElement outputs;

in
(builtins.head outputsList).value
