# `services.shpool`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) enabled opt;
  format = pkgs.formats.toml { };
in
lib.hm.library.service args "shpool" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`shpool/config.toml`.";
    systemd = enabled "Whether systemd starts it.";
  };
  config = cfg: {
    xdg.configFile."shpool/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "config.toml" cfg.settings;
    };
    systemd.user = {
      services.shpool = {
        Unit = {
          Description = "Shpool - Shell Session Pool";
          Requires = [ "shpool.socket" ];
        };
        Service = {
          Type = "simple";
          ExecStart = "${lib.getExe cfg.package} daemon";
          KillMode = "mixed";
          TimeoutStopSec = "2s";
          SendSIGHUP = true;
        };
        Install.WantedBy = [ "default.target" ];
      };
      sockets.shpool = {
        Unit.Description = "Shpool Shell Session Pooler";
        Socket = {
          ListenStream = "%t/shpool/shpool.socket";
          SocketMode = "0600";
          RemoveOnStop = "yes";
          FlushPending = "yes";
        };
        Install.WantedBy = [ "sockets.target" ];
      };
    };
  };
}
