# `services.borgmatic`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (config.programs.borgmatic) package;
in
lib.hm.library.service args "borgmatic" {
  title = "backups of borgmatic at their times";
  package = null;
  options.frequency = lib.hm.library.opt lib.types.str "hourly" "When it runs, as {manpage}`systemd.time(7)` has it.";
  config = cfg: {
    assertions = [ (lib.hm.darwin.assertInterval "services.borgmatic.frequency" cfg.frequency pkgs) ];
    systemd.user = {
      services.borgmatic = {
        Unit = {
          Description = "borgmatic backup";
          # Not on battery.
          ConditionACPower = true;
        };
        Service = {
          Type = "oneshot";
          Nice = 19;
          IOSchedulingClass = "best-effort";
          IOSchedulingPriority = 7;
          IOWeight = 100;
          Restart = "no";
          LogRateLimitIntervalSec = 0;
          # Not while the host boots.
          ExecStartPre = "${pkgs.coreutils}/bin/sleep 3m";
          ExecStart = ''
            ${pkgs.systemd}/bin/systemd-inhibit \
              --who="borgmatic" \
              --what="sleep:shutdown" \
              --why="Prevent interrupting scheduled backup" \
              ${package}/bin/borgmatic \
                --stats \
                --verbosity -1 \
                --list \
                --syslog-verbosity 1
          '';
        };
      };
      timers.borgmatic = {
        Unit.Description = "Run borgmatic backup";
        Timer = {
          OnCalendar = cfg.frequency;
          Persistent = true;
          RandomizedDelaySec = "10m";
        };
        Install.WantedBy = [ "timers.target" ];
      };
    };
    launchd.agents.borgmatic = {
      enable = true;
      config = {
        ProgramArguments = [
          (lib.getExe package)
          "--stats"
          "--list"
        ];
        ProcessType = "Background";
        StartCalendarInterval = lib.hm.darwin.mkCalendarInterval cfg.frequency;
        StandardOutPath = "${config.home.homeDirectory}/Library/Logs/borgmatic/launchd-stdout.log";
        StandardErrorPath = "${config.home.homeDirectory}/Library/Logs/borgmatic/launchd-stderr.log";
      };
    };
  };
}
