# `manual`: which forms of the manual are installed. The built-in library has no manual: `hmeval options`
# shows the options.
{ lib, ... }:
let
  inherit (lib.hm.library) enabled flag;
in
{
  options.manual = {
    html.enable = flag "Whether the manual is installed as HTML.";
    json.enable = flag "Whether the list of options is installed as JSON." // {
      example = true;
    };
    manpages.enable = enabled "Whether the manual page home-configuration.nix(5) is installed." // {
      example = false;
    };
  };
}
