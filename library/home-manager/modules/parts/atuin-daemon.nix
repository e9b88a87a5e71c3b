# The daemon of `programs.atuin`: its settings, its units, and its agent on macOS.
{
  cfg,
  config,
  lib,
}:
let
  exe = lib.getExe cfg.package;
  since = lib.versionAtLeast cfg.package.version;
  arguments = [ "daemon" ] ++ lib.optional (since "18.13.0") "start";
  bySystemd = config.systemd.user.enable;
  level = lib.optional (cfg.daemon.logLevel != null);
in
{
  assertions = [
    {
      assertion = bySystemd || config.launchd.enable;
      message = "`programs.atuin.daemon` is started by systemd or by launchd, and neither is on.";
    }
  ];
  settings = {
    enabled = true;
    systemd_socket = bySystemd;
    socket_path = lib.mkIf (!bySystemd) (lib.mkDefault "${config.xdg.dataHome}/atuin/daemon.sock");
  };
  systemd = {
    services.atuin-daemon = {
      Unit = {
        Description = "Atuin daemon";
        Requires = [ "atuin-daemon.socket" ];
      };
      Service = {
        ExecStart = "${exe} ${lib.concatStringsSep " " arguments}";
        Environment = level "ATUIN_LOG=${cfg.daemon.logLevel}";
        Restart = "on-failure";
        RestartSteps = 3;
        RestartMaxDelaySec = 6;
      };
      Install = {
        Also = [ "atuin-daemon.socket" ];
        WantedBy = [ "default.target" ];
      };
    };
    sockets.atuin-daemon = {
      Unit.Description = "Atuin daemon socket";
      Socket = {
        ListenStream = "${if since "18.4.0" then "%t" else "%D/atuin"}/atuin.sock";
        SocketMode = "0600";
        RemoveOnStop = true;
      };
      Install.WantedBy = [ "sockets.target" ];
    };
  };
  agent = {
    enable = true;
    config = {
      ProgramArguments = [ exe ] ++ arguments;
      EnvironmentVariables = lib.optionalAttrs (cfg.daemon.logLevel != null) { ATUIN_LOG = cfg.daemon.logLevel; };
      KeepAlive = {
        Crashed = true;
        SuccessfulExit = false;
      };
      ProcessType = "Background";
    };
  };
}
