# When and how `git maintenance` runs: units of systemd, agents of launchd.
{
  cfg,
  exe,
  lib,
}:
let
  description = "Optimize Git repositories data";
  agent = schedule: calendar: {
    enable = true;
    config = {
      ProgramArguments = [
        exe
        "for-each-repo"
        "--keep-going"
        "--config=maintenance.repo"
        "maintenance"
        "run"
        "--schedule=${schedule}"
      ];
      StartCalendarInterval = calendar;
    };
  };
  at = Hour: { inherit Hour; Minute = 53; };
in
{
  systemd.user.services."git-maintenance@" = {
    Unit = {
      Description = description;
      Documentation = [ "man:git-maintenance(1)" ];
    };
    Service = {
      Type = "oneshot";
      ExecStart = "\"${exe}\" for-each-repo --keep-going --config=maintenance.repo maintenance run --schedule=%i\n";
      RestrictAddressFamilies = "AF_UNIX AF_INET AF_INET6 AF_VSOCK";
      SystemCallArchitectures = "native";
      SystemCallFilter = "@system-service";
    }
    // lib.genAttrs [
      "LockPersonality"
      "MemoryDenyWriteExecute"
      "NoNewPrivileges"
      "RestrictNamespaces"
      "RestrictRealtime"
      "RestrictSUIDSGID"
    ] (_: "yes");
  };
  systemd.user.timers = lib.mapAttrs' (
    name: time:
    lib.nameValuePair "git-maintenance@${name}" {
      Unit.Description = description;
      Timer = {
        OnCalendar = time;
        Persistent = true;
      };
      Install.WantedBy = [ "timers.target" ];
    }
  ) cfg.maintenance.timers;
  launchd.agents = {
    git-maintenance-hourly = agent "hourly" (map at (lib.range 1 23));
    git-maintenance-daily = agent "daily" (map (Weekday: at 0 // { inherit Weekday; }) (lib.range 1 6));
    git-maintenance-weekly = agent "weekly" [ (at 0 // { Weekday = 0; }) ];
  };
}
