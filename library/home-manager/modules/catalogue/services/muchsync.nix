# `services.muchsync`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) escapeShellArg optional types;
  inherit (lib.hm.library) enabled flag need opt;
  cfg = config.services.muchsync;
  variables = config.home.sessionVariables;
  side = {
    checkForModifiedFiles = flag "Whether files are looked for that somebody changed.";
    importNew = enabled "Whether {command}`notmuch new` runs first.";
  };
  remote = types.submodule {
    options = {
      frequency = opt types.str "*:0/5" "When it runs, as a calendar expression of systemd.";
      sshCommand = opt types.str "${pkgs.openssh}/bin/ssh -CTaxq" "Command that reaches another machine." // {
        defaultText = "ssh -CTaxq";
      };
      upload = enabled "Whether changes of this machine go there.";
      local = side;
      remote = side // {
        host = need types.str "The other machine.";
        muchsyncPath = opt types.str "" "Where muchsync is on it." // {
          defaultText = "$PATH/muchsync";
        };
      };
    };
  };
  flags = s: optional s.checkForModifiedFiles "-F" ++ optional (!s.importNew) "--nonew";
  units = unit: lib.mapAttrs' (name: r: lib.nameValuePair "muchsync-${name}" (unit name r)) cfg.remotes;
in
{
  options.services.muchsync = {
    package = lib.mkPackageOption pkgs "muchsync" { };
    remotes = opt (types.attrsOf remote) { } "Machines that mail is synchronized with, by name.";
  };
  config = lib.mkIf (cfg.remotes != { }) {
    assertions = [
      (lib.hm.assertions.assertPlatform "services.muchsync" pkgs lib.platforms.linux)
      {
        assertion = config.programs.notmuch.enable;
        message = "`services.muchsync` synchronizes what Notmuch has: set `programs.notmuch.enable = true`.";
      }
    ];
    systemd.user.services = units (
      name: r: {
        Unit.Description = "muchsync sync service (${name})";
        Service = {
          CPUSchedulingPolicy = "idle";
          IOSchedulingClass = "idle";
          Environment = map (variable: "\"${variable}\"") [
            "PATH=${pkgs.notmuch}/bin"
            "NOTMUCH_CONFIG=${variables.NOTMUCH_CONFIG}"
            "NMBGIT=${variables.NMBGIT}"
          ];
          ExecStart = lib.concatStringsSep " " (
            [
              (lib.getExe cfg.package)
              "-s ${escapeShellArg r.sshCommand}"
            ]
            ++ optional (!r.upload) "--noup"
            ++ flags r.local
            ++ [ (escapeShellArg r.remote.host) ]
            ++ optional (r.remote.muchsyncPath != "") "-r ${escapeShellArg r.remote.muchsyncPath}"
            ++ flags r.remote
          );
        };
      }
    );
    systemd.user.timers = units (
      name: r: {
        Unit.Description = "muchsync periodic sync (${name})";
        Timer = {
          Unit = "muchsync-${name}.service";
          OnCalendar = r.frequency;
          Persistent = true;
        };
        Install.WantedBy = [ "timers.target" ];
      }
    );
  };
}
