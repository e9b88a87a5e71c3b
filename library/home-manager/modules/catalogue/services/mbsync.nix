# `services.mbsync`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional types;
  inherit (lib.hm.library) enabled maybe opt;
  Unit.Description = "mbsync mailbox synchronization";
in
lib.hm.library.service args "mbsync" {
  package = "isync";
  install = false;
  options = {
    frequency = opt types.str "*:0/5" "When it runs, as a calendar expression of systemd.";
    verbose = enabled "Whether it says what it does.";
    configFile = maybe types.path "Its file, in place of the usual one.";
    preExec = maybe types.str "Command in front of it.";
    postExec = maybe types.str "Command behind it.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.mbsync" pkgs lib.platforms.linux) ];
    systemd.user.services.mbsync = {
      inherit Unit;
      Service = {
        Type = "oneshot";
        ExecStart = lib.concatStringsSep " " (
          [ "${cfg.package}/bin/mbsync --all" ]
          ++ optional cfg.verbose "--verbose"
          ++ optional (cfg.configFile != null) "--config ${cfg.configFile}"
        );
        ExecStartPost = lib.mkIf (cfg.postExec != null) cfg.postExec;
        ExecStartPre = lib.mkIf (cfg.preExec != null) cfg.preExec;
      };
    };
    systemd.user.timers.mbsync = {
      inherit Unit;
      Timer = {
        OnCalendar = cfg.frequency;
        Unit = "mbsync.service";
      };
      Install.WantedBy = [ "timers.target" ];
    };
  };
}
