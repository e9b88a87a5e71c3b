# What the backups of `services.restic` run: the service, and the command for the hand.
{
  config,
  lib,
  pkgs,
  # The name of a backup's service.
  unit,
}:
let
  inherit (lib) concatStringsSep optional optionalString optionals;
  restic = backup: [ (lib.getExe backup.package) ] ++ lib.concatMap (option: [ "-o" option ]) backup.extraOptions;
  # Arguments are written as the shell, or systemd, reads them.
  command = backup: arguments: concatStringsSep " " (restic backup ++ arguments);

  variables =
    backup:
    let
      given = lib.hm.library.notNull (
        {
          RESTIC_PASSWORD_COMMAND = backup.passwordCommand;
          RESTIC_PASSWORD_FILE = backup.passwordFile;
          RESTIC_PROGRESS_FPS = backup.progressFps;
          RESTIC_REPOSITORY = backup.repository;
          RESTIC_REPOSITORY_FILE = backup.repositoryFile;
        }
        // backup.rcloneOptions
      );
      show = value: if lib.isBool value then lib.boolToString value else lib.escapeShellArg value;
    in
    lib.mapAttrsToList (name: value: "${name}=${show value}") given;

  tools = [
    pkgs.coreutils
    pkgs.findutils
    pkgs.diffutils
    pkgs.jq
    pkgs.gnugrep
    pkgs.which
  ];
  script =
    name: lines:
    lib.getExe (
      pkgs.writeShellApplication {
        inherit name;
        runtimeInputs = tools;
        text = lib.concatLines ([ "set -x" ] ++ lines);
      }
    );
  own = name: text: optional (text != null) "${pkgs.writeShellScript name text}";

  # The list of files is made anew for every backup, in the folder that the service has while it runs.
  includes = name: "/run/user/$UID/${unit name}/includes";
  prepare =
    name: backup:
    script "${unit name}-exec-start-pre" (
      own "backupPrepareCommand" backup.backupPrepareCommand
      ++ optional backup.initialize "${command backup [ "cat" "config" ]} 2>/dev/null || ${command backup [ "init" ]}"
      ++ optional (backup.paths != [ ]) "cat ${pkgs.writeText "staticPaths" (lib.concatLines backup.paths)} >> ${includes name}"
      ++ map (path: "${path} >> ${includes name}") (own "dynamicFilesFromScript" backup.dynamicFilesFrom)
    );
  awake =
    name: backup:
    optionals backup.inhibitsSleep [
      "${pkgs.systemd}/bin/systemd-inhibit"
      "--mode='block'"
      "--who='restic'"
      "--what='idle'"
      "--why=${lib.escapeShellArg "Scheduled backup ${name}"}"
    ];
  # The path has the user's number in it, which a shell knows.
  save =
    name: backup:
    "${lib.getExe pkgs.bash} -c "
    + lib.escapeShellArg (
      concatStringsSep " " (
        awake name backup
        ++ restic backup
        ++ [ "backup" ]
        ++ backup.extraBackupArgs
        ++ [
          "--exclude-file=${pkgs.writeText "exclude-patterns" (lib.concatLines backup.exclude)}"
          "--files-from=${includes name}"
        ]
      )
    );
in
{
  service = name: backup: {
    Unit.Description = "Restic backup service";
    Service = {
      Type = "oneshot";
      X-RestartIfChanged = true;
      RuntimeDirectory = unit name;
      CacheDirectory = unit name;
      CacheDirectoryMode = "0700";
      Environment = [ "PATH=${backup.ssh-package}/bin" ] ++ variables backup ++ [ "RESTIC_CACHE_DIR=%C/${unit name}" ];
      ExecStartPre = prepare name backup;
      ExecStart =
        optional (backup.dynamicFilesFrom != null || backup.paths != [ ]) (save name backup)
        ++ optionals (backup.pruneOpts != [ ]) [
          (command backup [ "unlock" ])
          (command backup ([ "forget" "--prune" ] ++ backup.pruneOpts))
        ]
        ++ optional backup.runCheck (command backup ([ "check" ] ++ backup.checkOpts));
      ExecStopPost = script "${unit name}-exec-stop-post" (own "backupCleanupCommand" backup.backupCleanupCommand);
    }
    // lib.optionalAttrs (backup.environmentFile != null) { EnvironmentFile = backup.environmentFile; };
  };

  wrapper =
    name: backup:
    pkgs.writeShellApplication {
      name = "restic-${name}";
      # Variables that only restic reads, and a file that is not there when the script is checked.
      excludeShellChecks = [
        "SC2034"
        "SC1091"
      ];
      bashOptions = [
        "errexit"
        "nounset"
        "allexport"
      ];
      text = lib.concatLines (
        optional (backup.environmentFile != null) "source ${backup.environmentFile}"
        ++ variables backup
        ++ [
          "RESTIC_CACHE_DIR=${config.xdg.cacheHome}/${unit name}"
          "PATH=${backup.ssh-package}/bin:$PATH"
          "exec ${command backup [ "\"$@\"" ]}"
        ]
      );
    };
}
