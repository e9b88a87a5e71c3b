# `services.mpris-proxy`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "mpris-proxy" {
  title = "players led by Bluetooth";
  package = "bluez";
  install = false;
  config = cfg: {
    systemd.user.services.mpris-proxy = {
      Unit = {
        Description = "Proxy forwarding Bluetooth MIDI controls via MPRIS2 to control media players";
        BindsTo = [ "bluetooth.target" ];
        After = [ "bluetooth.target" ];
      };
      Install.WantedBy = [ "bluetooth.target" ];
      Service = {
        Type = "simple";
        ExecStart = "${cfg.package}/bin/mpris-proxy";
      };
    };
  };
}
