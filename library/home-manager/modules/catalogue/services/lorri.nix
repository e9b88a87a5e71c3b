# `services.lorri`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) makeBinPath mkIf types;
  inherit (lib.hm.library)
    described
    flag
    opt
    strings
    ;
  inherit (pkgs.stdenv.hostPlatform) isDarwin isLinux;
in
lib.hm.library.service args "lorri" {
  title = "the builds of lorri";
  options = {
    enableNotifications = flag "Whether notifications tell of builds.";
    nixPackage = described "pkgs.nix" (opt types.package pkgs.nix "Nix that it calls.");
    extraEnvVariables = strings "Further variables of its environment.";
  };
  config =
    cfg:
    let
      path = lib.makeSearchPath "bin" [
        cfg.nixPackage
        pkgs.gitMinimal
        pkgs.gnutar
        pkgs.gzip
      ];
      events = ''
        (
          (.Started?   | values | ["Build starting", .nix_file, "emblem-synchronizing"]),
          (.Completed? | values | ["Build complete", .nix_file, "checkmark"]),
          (.Failure?   | values | ["Build failed", .nix_file, "dialog-error"])
        ) | @tsv
      '';
      notify = pkgs.writeShellScript "lorri-notify" ''
        set -o pipefail
        lorri internal stream-events --kind live | jq --unbuffered -r '${events}' |
          while IFS=$'\t' read -r status file icon; do
            notify-send --app-name "Lorri" --hint=int:transient:1 --icon "$icon" "$status" "$file"
          done
      '';
    in
    {
      warnings = lib.optional (
        isDarwin && cfg.enableNotifications
      ) "`services.lorri.enableNotifications` works on Linux only.";
      systemd.user = mkIf isLinux {
        services.lorri = {
          Unit = {
            Description = "lorri build daemon";
            Requires = "lorri.socket";
            After = "lorri.socket";
            RefuseManualStart = true;
          };
          Service = {
            ExecStart = "${cfg.package}/bin/lorri daemon";
            PrivateTmp = true;
            ProtectSystem = "strict";
            ProtectHome = "read-only";
            ReadWritePaths = [ "%t" "%C/lorri" "%C/nix" ];
            CacheDirectory = [ "lorri" ];
            Restart = "on-failure";
            Environment = [
              "PATH=${path}"
            ]
            ++ lib.mapAttrsToList (name: value: "${name}=${value}") cfg.extraEnvVariables;
          };
        };
        sockets.lorri = {
          Unit.Description = "Socket for lorri build daemon";
          Socket = {
            ListenStream = "%t/lorri/daemon.socket";
            RuntimeDirectory = "lorri";
          };
          Install.WantedBy = [ "sockets.target" ];
        };
        services.lorri-notify = mkIf cfg.enableNotifications {
          Unit = {
            Description = "lorri build notifications";
            After = "lorri.service";
            Requires = "lorri.service";
          };
          Service = {
            # Not before the daemon.
            ExecStartPre = pkgs.writeShellScript "lorri-notify-check" ''
              lorri info --shell-file . | grep 'Lorri Daemon Status:.*running'
            '';
            ExecStart = toString notify;
            Restart = "on-failure";
            RestartSec = "5s";
            Environment = [
              "PATH=${
                makeBinPath [
                  pkgs.bash
                  pkgs.gnugrep
                  pkgs.jq
                  pkgs.libnotify
                  cfg.package
                ]
              }"
            ];
          };
          Install.WantedBy = [ "lorri.service" ];
        };
      };
      launchd.agents = mkIf isDarwin {
        lorri = {
          enable = true;
          config = {
            ProgramArguments = [
              "${cfg.package}/bin/lorri"
              "daemon"
            ];
            EnvironmentVariables = {
              PATH = path;
            }
            // cfg.extraEnvVariables;
            RunAtLoad = true;
            KeepAlive = {
              Crashed = true;
              SuccessfulExit = false;
            };
          };
        };
      };
    };
}
