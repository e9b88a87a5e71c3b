# `programs.rclone`: remotes, and the services that mount and serve them.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) escapeShellArg mkIf types;
  inherit (lib.hm.library) need opt strings;
  inherit (pkgs.stdenv.hostPlatform) isLinux;
  ini = pkgs.formats.ini { };

  value = with types; nullOr (oneOf [ bool int float str ]);
  remoteConfig = types.addCheck (types.attrsOf value) (lib.hasAttr "type") // {
    name = "rcloneRemoteConfig";
    description = "An attribute set containing a remote type and options.";
  };

  # What mounts and servers have in common.
  running = {
    logLevel = opt (types.enum [ null "ERROR" "NOTICE" "INFO" "DEBUG" ]) null "How much it tells.";
    options = opt (types.attrsOf value) { } "Arguments of the command." // {
      apply = lib.mergeAttrs {
        vfs-cache-mode = "full";
        cache-dir = if isLinux then "%C/rclone" else "${config.xdg.cacheHome}/rclone";
      };
    };
  };
  mount = types.submodule {
    options = {
      enable = lib.mkEnableOption "this mount";
      autoMount = lib.mkEnableOption "mounting it at the login" // { default = true; };
      mountPoint = need types.str "Where it is mounted." // { default = null; };
      mountType = opt (types.enum [ "mount" "nfsmount" ]) "mount" "By FUSE, or by an NFS server of rclone's.";
    }
    // running;
  };
  serve = types.submodule {
    options = {
      enable = lib.mkEnableOption "serving this path";
      protocol = need (types.enum [ "dlna" "docker" "ftp" "http" "nfs" "restic" "s3" "sftp" "webdav" ]) "How it is served.";
      autoStart = lib.mkEnableOption "serving it from the login on" // { default = true; };
    }
    // running;
  };
  remote = types.submodule {
    options = {
      config = opt remoteConfig { } "Its section of {file}`rclone.conf`; everybody can read it.";
      secrets = strings "Files with the values of further settings.";
      mounts = opt (types.attrsOf mount) { } "Mounts by path in the remote.";
      serve = opt (types.attrsOf serve) { } "Servers by path in the remote.";
    };
  };

  # The service that provides secrets.
  provides = name: config ? ${name} && config.${name}.secrets != { };
  provider =
    if !isLinux then
      null
    else if provides "sops" then
      "sops-nix.service"
    else if provides "age" then
      "agenix.service"
    else
      null;
in
lib.hm.library.program args "rclone" {
  title = "rclone";
  imports = [
    (lib.mkRemovedOptionModule [ "programs" "rclone" "writeAfter" ] ''
      A service of the user writes the configuration now. Services of agenix and sops-nix are waited for; others are named by

        programs.rclone.requiresUnit
    '')
  ];
  options = {
    remotes = opt (types.attrsOf remote) { } "Remotes by name.";
    requiresUnit = opt (types.nullOr types.str) provider "The service that has to be done before the configuration is written." // {
      readOnly = !isLinux;
    };
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
      file = "${config.xdg.configHome}/rclone/rclone.conf";
      public = ini.generate "rclone.conf@pre-secrets" (lib.mapAttrs (_: remote: remote.config) cfg.remotes);
      inject = name: setting: secret: ''
        if [[ ! -r "${secret}" ]]; then
          echo "Secret \"${secret}\" not found"
          cleanup
        fi

        if ! ${exe} config update \
               --config "$stagingPath" \
               ${name} config_refresh_token=false \
               ${setting}="$(cat "${secret}")" \
               --non-interactive; then
          echo "Failed to inject secret \"${secret}\""
          cleanup
        fi
      '';
      secrets = lib.concatLists (
        lib.mapAttrsToList (name: remote: lib.mapAttrsToList (inject name) remote.secrets) cfg.remotes
      );
      # The file appears when all is in it.
      writer = pkgs.writeShellApplication {
        name = "rclone-config";
        runtimeInputs = [ pkgs.coreutils ];
        text = ''
          configPath="${file}"
          configDir="$(dirname "$configPath")"
          install -d -m700 "$configDir"
          stagingPath="$(mktemp "$configDir/.rclone.conf.XXXXXX")"

          cleanup() {
            echo "Failed to render config."
            rm -f "$stagingPath"
            exit 1
          }

          trap cleanup SIGINT

          install -v -m600 "${public}" "$stagingPath"
          ${lib.concatLines secrets}
          mv -f "$stagingPath" "$configPath"
        '';
      };

      unit = name: path: command: service: {
        name = "rclone-${command}:${lib.replaceStrings [ "/" " " "$" ] [ "." "_" "" ] path}@${name}";
        value = {
          Unit = {
            Requires = [ "rclone-config.service" ];
            After = [ "rclone-config.service" ];
          }
          // service.Unit;
          Service = {
            SuccessExitStatus = "143";
            Restart = "on-failure";
          }
          // service.Service;
          Install.WantedBy = lib.optional service.starts "default.target";
        };
      };
      arguments = options: lib.cli.toCommandLineShellGNU { } options;
      level = sidecar: lib.optional (sidecar.logLevel != null) "RCLONE_LOG_LEVEL=${sidecar.logLevel}";
      mountUnit =
        name: path: m:
        let
          # Handles of files stay valid when the service is started again.
          isNfs = m.mountType == "nfsmount";
          options = lib.optionalAttrs isNfs { nfs-cache-type = "disk"; } // m.options;
        in
        unit name path m.mountType {
          starts = m.autoMount;
          Unit.Description = "Rclone ${if isNfs then "NFS mount" else "FUSE"} daemon for ${name}:${path}";
          Service = {
            Type = "notify";
            # fusermount is elsewhere on every system.
            Environment = [ "PATH=/run/wrappers/bin:/run/current-system/sw/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" ] ++ level m;
            ExecStartPre = "${pkgs.coreutils}/bin/mkdir -p ${escapeShellArg m.mountPoint}";
            ExecStart = lib.concatStringsSep " " [
              "${exe} ${m.mountType}"
              (arguments options)
              (escapeShellArg "${name}:${path}")
              (escapeShellArg m.mountPoint)
            ];
          };
        };
      serveUnit =
        name: path: s:
        unit name path "serve" {
          starts = s.autoStart;
          Unit.Description = "Rclone protocol serving for ${name}:${path}";
          Service = {
            # Only these tell systemd that they are ready.
            Type = if lib.elem s.protocol [ "dlna" "http" "restic" "webdav" ] then "notify" else "simple";
            Environment = level s;
            ExecStart = lib.concatStringsSep " " [
              "${exe} serve"
              (escapeShellArg s.protocol)
              (arguments s.options)
              (escapeShellArg "${name}:${path}")
            ];
          };
        };
      units =
        what: make:
        lib.listToAttrs (
          lib.concatLists (
            lib.mapAttrsToList (
              name: remote: lib.mapAttrsToList (make name) (lib.filterAttrs (_: s: s.enable) remote.${what})
            ) cfg.remotes
          )
        );
      sidecars = units "mounts" mountUnit // units "serve" serveUnit;
    in
    {
      assertions = [
        {
          assertion = isLinux || cfg.remotes == { };
          message = "programs.rclone.remotes: the built-in library has its services for Linux only.";
        }
      ];
      systemd.user.services = lib.mkMerge [
        (mkIf (cfg.remotes != { }) {
          rclone-config = {
            Unit = {
              Description = "Install rclone configuration to ${file}";
            }
            // lib.optionalAttrs (cfg.requiresUnit != null) {
              Requires = [ cfg.requiresUnit ];
              After = [ cfg.requiresUnit ];
            };
            Service = {
              Type = "oneshot";
              ExecStart = lib.getExe writer;
              Restart = "on-abnormal";
            };
            Install.WantedBy = [ "default.target" ];
          };
        })
        sidecars
      ];
    };
}
