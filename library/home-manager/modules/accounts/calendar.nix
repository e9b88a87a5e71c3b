# `accounts.calendar`: calendars, for the programs that use them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe opt;
  cfg = config.accounts.calendar;
  optionsOf = import ../parts/account-options.nix { inherit lib pkgs; } ./calendar;
  storage = import ../parts/account-storage.nix { inherit lib; } {
    group = "calendar";
    extension = ".ics";
    kinds = [ "caldav" "http" "google_calendar" ];
    inherit (cfg) basePath;
  };
  account =
    { name, ... }@arguments:
    {
      options = {
        primary = flag "Whether it is the main calendar; at most one is.";
        primaryCollection = maybe types.str "The main collection of several.";
      }
      // storage.options name
      // optionsOf arguments;
      config = { inherit name; };
    };
  primaries = lib.catAttrs "name" (lib.filter (a: a.primary) (lib.attrValues cfg.accounts));
  count = lib.length primaries;
in
{
  options.accounts.calendar = {
    basePath = storage.base config.home.homeDirectory;
    accounts = opt (types.attrsOf (types.submodule account)) { } "Calendars by name.";
  };
  config.assertions = lib.mkIf (cfg.accounts != { }) [
    {
      assertion = count <= 1;
      message = "Must have at most one primary calendar account but found ${toString count}, namely ${lib.concatStringsSep ", " primaries}";
    }
  ];
}
