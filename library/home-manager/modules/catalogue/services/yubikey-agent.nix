# `services.yubikey-agent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (pkgs.stdenv.hostPlatform) isDarwin;
  onDarwin = "/tmp/yubikey-agent.sock";
  below = "yubikey-agent/yubikey-agent.sock";
  socket = if isDarwin then onDarwin else "\${XDG_RUNTIME_DIR:-/run/user/$UID}/${below}";
  page = "https://github.com/FiloSottile/yubikey-agent";
in
lib.hm.library.service args "yubikey-agent" {
  title = "the agent of SSH for YubiKeys";
  config = cfg: {
    sshAuthSock = {
      enable = true;
      initialization = {
        bash = ''export SSH_AUTH_SOCK="${socket}"'';
        fish = ''set -x SSH_AUTH_SOCK "${socket}"'';
        nushell =
          "$env.SSH_AUTH_SOCK = "
          + (if isDarwin then onDarwin else ''$"($env.XDG_RUNTIME_DIR | default $"/run/user/(id -u)")/${below}"'');
      };
      systemd.socketProviderUnit = "yubikey-agent.socket";
    };
    systemd.user = {
      services.yubikey-agent = {
        Unit = {
          Description = "Seamless ssh-agent for YubiKeys";
          Documentation = page;
          Requires = "yubikey-agent.socket";
          After = "yubikey-agent.socket";
          RefuseManualStart = true;
        };
        Service = {
          ExecStart = "${cfg.package}/bin/yubikey-agent -l %t/${below}";
          Type = "simple";
          ReadWritePaths = [ "%t" ];
        };
      };
      sockets.yubikey-agent = {
        Unit = {
          Description = "Unix domain socket for Yubikey SSH agent";
          Documentation = page;
        };
        Socket = {
          ListenStream = "%t/${below}";
          RuntimeDirectory = "yubikey-agent";
          SocketMode = "0600";
          DirectoryMode = "0700";
        };
        Install.WantedBy = [ "sockets.target" ];
      };
    };
    launchd.agents.yubikey-agent = {
      enable = true;
      config = {
        ProgramArguments = [
          "${cfg.package}/bin/yubikey-agent"
          "-l"
          onDarwin
        ];
        KeepAlive = {
          Crashed = true;
          SuccessfulExit = false;
        };
        ProcessType = "Background";
        Sockets.Listener = {
          SockPathName = onDarwin;
          SockPathMode = 384; # 0600
        };
      };
    };
  };
}
