# `services.playerctld`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "playerctld" {
  title = "playerctl's list of players";
  package = "playerctl";
  config = cfg: {
    systemd.user.services.playerctld = {
      Unit.Description = "MPRIS media player daemon";
      Install.WantedBy = [ "default.target" ];
      Service = {
        ExecStart = "${cfg.package}/bin/playerctld";
        Type = "dbus";
        BusName = "org.mpris.MediaPlayer2.playerctld";
      };
    };
  };
}
