# `services.betterlockscreen`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) opt words;
in
lib.hm.library.service args "betterlockscreen" {
  title = "the lock of screens by betterlockscreen";
  options = {
    arguments = words "Arguments behind {command}`betterlockscreen --lock`.";
    inactiveInterval = opt lib.types.int 10 "Minutes to the lock: {option}`services.screen-locker.inactiveInterval`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.betterlockscreen" pkgs lib.platforms.linux) ];
    services.screen-locker = {
      enable = true;
      inherit (cfg) inactiveInterval;
      lockCmd = "${cfg.package}/bin/betterlockscreen --lock ${toString cfg.arguments}";
    };
  };
}
