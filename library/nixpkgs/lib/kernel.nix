# `lib.kernel`: values of the options of a Linux kernel.
lib:
let
  answer = tristate: {
    inherit tristate;
    optional = false;
  };
in
{
  yes = answer "y";
  no = answer "n";
  module = answer "m";
  unset = answer null;
  freeform = text: {
    freeform = text;
    optional = false;
  };
  option = value: value // { optional = true; };
  whenHelpers =
    version: {
      whenAtLeast = wanted: lib.mkIf (lib.versionAtLeast version wanted);
      whenOlder = wanted: lib.mkIf (lib.versionOlder version wanted);
      whenBetween = low: high: lib.mkIf (lib.versionAtLeast version low && lib.versionOlder version high);
    };
}
