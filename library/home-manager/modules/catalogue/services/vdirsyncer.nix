# `services.vdirsyncer`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional types;
  inherit (lib.hm.library) maybe opt;
  Description = "vdirsyncer calendar&contacts synchronization";
in
lib.hm.library.service args "vdirsyncer" {
  install = false;
  options = {
    frequency = opt types.str "*:0/5" "When it runs, as a calendar expression of systemd.";
    verbosity = maybe (types.enum [ "CRITICAL" "ERROR" "WARNING" "INFO" "DEBUG" ]) "What it tells.";
    configFile = maybe types.path "Its file, in place of the usual one.";
  };
  config =
    cfg:
    let
      flags = lib.concatStringsSep " " (
        optional (cfg.verbosity != null) "--verbosity ${cfg.verbosity}"
        ++ optional (cfg.configFile != null) "--config ${cfg.configFile}"
      );
    in
    {
      systemd.user.services.vdirsyncer = {
        Unit = {
          inherit Description;
          X-SwitchMethod = "keep-old";
        };
        Service = {
          Type = "oneshot";
          ExecStart = map (command: "${cfg.package}/bin/vdirsyncer ${flags} ${command}") [ "metasync" "sync" ];
        };
      };
      systemd.user.timers.vdirsyncer = {
        Unit = { inherit Description; };
        Timer = {
          OnCalendar = cfg.frequency;
          Unit = "vdirsyncer.service";
        };
        Install.WantedBy = [ "timers.target" ];
      };
    };
}
