# `services.radicle`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption mkIf types;
  inherit (lib.hm.library) opt;
  cfg = config.services.radicle.node;
  home = "${config.home.homeDirectory}/.radicle";
  isLazy = cfg.lazy.enable;
  socket =
    description: pages: fields: {
      Unit = {
        Description = description;
        Documentation = pages;
      };
      Socket = {
        RuntimeDirectory = "radicle-node";
        RuntimeDirectoryPreserve = "yes";
      }
      // fields;
      Install.WantedBy = [ "sockets.target" ];
    };
in
{
  options.services.radicle.node = {
    enable = mkEnableOption "a node of Radicle";
    package = lib.mkPackageOption pkgs "radicle-node" { };
    args = opt types.str "" "Its arguments.";
    environment = opt (with types; attrsOf (nullOr (oneOf [ str path package ]))) { } "Variables of its environment.";
    lazy = {
      enable = mkEnableOption "its start when somebody asks for it";
      exitIdleTime = opt types.str "30min" "Time to its end when nobody does any more.";
    };
  };
  config = mkIf cfg.enable {
    programs.radicle.enable = lib.mkDefault true;
    home.sessionVariables = mkIf isLazy {
      RAD_SOCKET = "\${XDG_RUNTIME_DIR:-/run/user/$UID}/radicle-node/control.sock";
    };
    systemd.user = {
      services = {
        radicle-node = {
          Unit = {
            Description = "Radicle Node";
            Documentation = [ "https://radicle.xyz/guides" "man:radicle-node(1)" ];
            StopWhenUnneeded = isLazy;
            ConditionPathExists = [ "${home}/keys/radicle" "${home}/keys/radicle.pub" ];
          };
          Service = {
            Slice = "session.slice";
            ExecStart = "${lib.getExe' cfg.package "radicle-node"} ${cfg.args}";
            Environment = lib.mapAttrsToList (lib.generators.mkKeyValueDefault { } "=") cfg.environment ++ [
              "PATH=${lib.getBin pkgs.gitMinimal}/bin"
            ];
            KillMode = "process";
            Restart = "no";
            RestartSec = "2";
            RestartSteps = "100";
            RestartMaxDelaySec = "1min";

            # What it does not need is not there.
            BindPaths = [ "${home}/storage" "${home}/node" "${home}/cobs" ];
            BindReadOnlyPaths = [
              "${home}/config.json"
              "${home}/keys"
              "-/etc/resolv.conf"
              "/run/systemd"
            ];
            RestrictAddressFamilies = [ "AF_UNIX" "AF_INET" "AF_INET6" ];
            AmbientCapabilities = "";
            CapabilityBoundingSet = "";
            NoNewPrivileges = true;
            DeviceAllow = "";
            KeyringMode = "private";
            LockPersonality = true;
            MemoryDenyWriteExecute = true;
            PrivateDevices = true;
            PrivateTmp = true;
            PrivateUsers = "self";
            ProcSubset = "pid";
            ProtectClock = true;
            ProtectHome = "tmpfs";
            ProtectHostname = true;
            ProtectKernelLogs = true;
            ProtectProc = "invisible";
            ProtectSystem = "strict";
            RestrictNamespaces = true;
            RestrictRealtime = true;
            RestrictSUIDSGID = true;
            RuntimeDirectoryMode = "0700";
            SocketBindDeny = [ "any" ];
            SocketBindAllow = map (
              address: "tcp:${lib.last (lib.splitString ":" address)}"
            ) config.programs.radicle.settings.node.listen;
            StateDirectoryMode = "0750";
            UMask = "0067";
            SystemCallArchitectures = "native";
            SystemCallFilter = [
              "@system-service"
              "~@aio"
              "~@chown"
              "~@keyring"
              "~@memlock"
              "~@privileged"
              "~@resources"
              "~@setuid"
            ];
          };
        };
        radicle-node-proxy = mkIf isLazy {
          Unit = {
            Description = "Radicle Node Proxy";
            BindsTo = [ "radicle-node-proxy.socket" "radicle-node.service" ];
            After = [ "radicle-node-proxy.socket" "radicle-node.service" ];
            Documentation = [ "man:systemd-socket-proxyd(8)" ];
          };
          Service = {
            ExecSearchPath = "${pkgs.systemd}/lib/systemd";
            ExecStart = "systemd-socket-proxyd --exit-idle-time=${cfg.lazy.exitIdleTime} %t/radicle-node/proxy.sock";
            PrivateTmp = "yes";
            PrivateNetwork = "yes";
            RuntimeDirectory = "radicle";
            RuntimeDirectoryPreserve = "yes";
          };
        };
      };
      sockets = mkIf isLazy {
        radicle-node-control = socket "Radicle Node Control Socket" [ "man:radicle-node(1)" ] {
          Service = "radicle-node-proxy.service";
          ListenStream = "%t/radicle-node/control.sock";
        };
        radicle-node-proxy = socket "Radicle Node Proxy Socket" [ "man:systemd-socket-proxyd(8)" ] {
          Service = "radicle-node.service";
          FileDescriptorName = "control";
          ListenStream = "%t/radicle-node/proxy.sock";
        };
      };
    };
  };
}
