# `programs.qcal`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) notNull opt;
  accounts = lib.filter (a: a.qcal.enable) (lib.attrValues config.accounts.calendar.accounts);
in
lib.hm.library.program args "qcal" {
  nullable = true;
  options = {
    timezone = opt types.singleLineStr "Local" "Time zone that is shown.";
    defaultNumDays = opt types.ints.positive 30 "Days that are shown.";
  };
  config = cfg: {
    xdg.configFile."qcal/config.json".source = (pkgs.formats.json { }).generate "qcal.json" {
      DefaultNumDays = cfg.defaultNumDays;
      Timezone = cfg.timezone;
      Calendars = map (
        { remote, ... }:
        notNull {
          Url = remote.url;
          Username = remote.userName;
          PasswordCmd = if remote.passwordCommand == null then null else toString remote.passwordCommand;
        }
      ) accounts;
    };
  };
}
