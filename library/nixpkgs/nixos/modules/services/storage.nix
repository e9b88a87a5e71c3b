# What looks after disks and copies: Btrfs, ZFS, restic, and folders that are there for programs of other systems.
{
  config,
  lib,
  pkgs,
  utils,
  ...
}@arguments:
let
  inherit (lib) mkIf;
  inherit (import ../../lib/defined.nix lib arguments "services") isDefined isOn;
  scrub = config.services.btrfs.autoScrub;
  zfs = config.services.zfs;
  copies = lib.optionalAttrs (isDefined [ "restic" "backups" ]) config.services.restic.backups;
  timer = description: interval: {
    inherit description;
    wantedBy = [ "timers.target" ];
    timerConfig = {
      OnCalendar = interval;
      AccuracySec = "1d";
      Persistent = true;
    };
  };
  once = description: command: {
    inherit description;
    serviceConfig = {
      Type = "oneshot";
      ExecStart = command;
    };
  };
  named = folder: "btrfs-scrub-${utils.escapeSystemdPath folder}";
  copy =
    name: backup:
    lib.nameValuePair "restic-backups-${name}" {
      description = "Copies of ${name} by restic";
      restartIfChanged = false;
      wants = [ "network-online.target" ];
      after = [ "network-online.target" ];
      path = [ config.programs.ssh.package ];
      environment = {
        RESTIC_CACHE_DIR = "/var/cache/restic-backups-${name}";
        RESTIC_PASSWORD_FILE = backup.passwordFile;
        RESTIC_REPOSITORY = backup.repository;
        RESTIC_REPOSITORY_FILE = backup.repositoryFile;
      };
      preStart = lib.optionalString (backup.backupPrepareCommand != null) backup.backupPrepareCommand;
      serviceConfig = {
        Type = "oneshot";
        User = backup.user;
        CacheDirectory = "restic-backups-${name}";
        ExecStart =
          let
            run = "${backup.package}/bin/restic";
            options = lib.concatMapStrings (option: " -o ${option}") backup.extraOptions;
          in
          lib.optional (backup.paths != null && backup.paths != [ ])
            "${run}${options} backup ${lib.escapeShellArgs (backup.extraBackupArgs ++ map (path: "--exclude=${path}") backup.exclude ++ backup.paths)}"
          ++ lib.optional (backup.pruneOpts != [ ]) "${run}${options} forget --prune ${toString backup.pruneOpts}";
      }
      // lib.optionalAttrs (backup.environmentFile != null) { EnvironmentFile = backup.environmentFile; };
    };
in
{
  config = lib.mkMerge [
    (mkIf (isDefined [ "btrfs" "autoScrub" "enable" ] && scrub.enable) {
      assertions = [
        {
          assertion = scrub.fileSystems != [ ];
          message = "services.btrfs.autoScrub.enable is true, but there is no file system of Btrfs to look after: set services.btrfs.autoScrub.fileSystems.";
        }
      ];
      services.btrfs.autoScrub.fileSystems = lib.mkDefault (
        lib.unique (
          lib.mapAttrsToList (_name: fs: fs.mountPoint) (
            lib.filterAttrs (_name: fs: fs.fsType == "btrfs" && !lib.any (lib.hasPrefix "subvol=") fs.options) config.fileSystems
          )
        )
      );
      systemd.timers = lib.genAttrs' scrub.fileSystems (
        folder: lib.nameValuePair (named folder) (timer "regular btrfs scrub timer on ${folder}" scrub.interval)
      );
      systemd.services = lib.genAttrs' scrub.fileSystems (
        folder:
        lib.nameValuePair (named folder) (
          once "btrfs scrub on ${folder}" "${pkgs.btrfs-progs}/bin/btrfs scrub start -B ${folder}"
        )
      );
    })
    (mkIf (isDefined [ "zfs" "autoScrub" "enable" ] && zfs.autoScrub.enable) {
      systemd.timers.zfs-scrub = timer "Timer for zpool scrub" zfs.autoScrub.interval;
      systemd.services.zfs-scrub = once "Scrubbing of ZFS pools" "${pkgs.zfs}/bin/zpool scrub -w ${
        if zfs.autoScrub.pools == [ ] then "-a" else toString zfs.autoScrub.pools
      }";
    })
    {
      systemd.services = lib.mapAttrs' copy copies;
      systemd.timers = lib.mapAttrs' (
        name: backup:
        lib.nameValuePair "restic-backups-${name}" {
          wantedBy = [ "timers.target" ];
          inherit (backup) timerConfig;
        }
      ) (lib.filterAttrs (_name: backup: backup.timerConfig != null) copies);
    }
    (mkIf (isOn "envfs") {
      environment.variables.ENVFS_RESOLVE_ALWAYS = lib.mkDefault "1";
      fileSystems = lib.genAttrs [ "/usr/bin" "/bin" ] (folder: {
        device = if folder == "/bin" then "/usr/bin" else "none";
        fsType = if folder == "/bin" then "none" else "envfs";
        options = if folder == "/bin" then [ "bind" "nofail" ] else [ "bind-mount=/bin" "nofail" ];
      });
    })
  ];
}
