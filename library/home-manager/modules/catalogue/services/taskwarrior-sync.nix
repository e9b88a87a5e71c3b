# `services.taskwarrior-sync`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "taskwarrior-sync" {
  package = "taskwarrior2";
  title = "the synchronisation of Taskwarrior";
  install = false;
  options.frequency = lib.hm.library.opt lib.types.str "*:0/5" "When it runs, as {manpage}`systemd.time(7)` has it.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.taskwarrior-sync" pkgs lib.platforms.linux) ];
    systemd.user = {
      services.taskwarrior-sync = {
        Unit.Description = "Taskwarrior sync";
        Service = {
          CPUSchedulingPolicy = "idle";
          IOSchedulingClass = "idle";
          ExecStart = "${cfg.package}/bin/task synchronize";
        };
      };
      timers.taskwarrior-sync = {
        Unit.Description = "Taskwarrior periodic sync";
        Timer = {
          Unit = "taskwarrior-sync.service";
          OnCalendar = cfg.frequency;
        };
        Install.WantedBy = [ "timers.target" ];
      };
    };
  };
}
