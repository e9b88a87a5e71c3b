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
    version:
    let
      when = condition: value: if condition then value else { optional = true; tristate = null; };
    in
    {
      whenAtLeast = wanted: when (lib.versionAtLeast version wanted);
      whenOlder = wanted: when (lib.versionOlder version wanted);
      whenBetween = low: high: when (lib.versionAtLeast version low && lib.versionOlder version high);
    };
}
