# Types of options about launchd.
{ lib }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; }) maybe;

  # A list in which nothing is twice.
  withoutRepetition =
    list:
    list
    // {
      description = "unique ${types.optionDescriptionPhrase (class: class == "noun") list}";
      substSubModules = modules: withoutRepetition (list.substSubModules modules);
      merge =
        loc: defs:
        let
          merged = list.merge loc defs;
        in
        if lib.allUnique merged then
          merged
        else
          throw "The option `${lib.showOption loc}' has an entry more than once. Definition values:${lib.showDefs defs}";
    };
  part =
    low: high: what:
    maybe (types.ints.between low high) "${what}; `null` is any." // { defaultText = lib.literalMD "`*`"; };
  moment = types.submodule {
    options = {
      Minute = part 0 59 "The minute";
      Hour = part 0 23 "The hour";
      Day = part 1 31 "The day of the month";
      Weekday = part 0 7 "The day of the week, from Sunday to Sunday";
      Month = part 1 12 "The month";
    };
  };
in
{
  # One moment, or several.
  calendar = types.either moment (withoutRepetition (types.nonEmptyListOf moment));
}
