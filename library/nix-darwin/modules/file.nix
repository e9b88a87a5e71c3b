# A file of `environment.etc`, of launchd or of the activation: `make` makes it of its name and its text.
{ lib }:
make:
{ config, name, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; })
    enabled
    internal
    need
    opt
    text
    words
    ;
in
{
  options = {
    enable = enabled "Whether the file is made.";
    text = text "Its text.";
    target = opt types.str name "Its name, below the folder.";
    source = need types.path "The file that it is.";
    knownSha256Hashes = internal (words "Hashes of files that may be replaced.");
  };
  config.source = lib.mkDefault (make (lib.last (lib.splitString "/" name)) config.text);
}
