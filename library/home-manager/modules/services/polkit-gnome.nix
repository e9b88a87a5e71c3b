# `services.polkit-gnome`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "polkit-gnome" {
  title = "GNOME's agent for questions of rights";
  package = "polkit_gnome";
  install = false;
  config = cfg: {
    systemd.user.services.polkit-gnome = lib.hm.library.sessionService {
      description = "GNOME PolicyKit Agent";
      exec = "${cfg.package}/libexec/polkit-gnome-authentication-agent-1";
    };
  };
}
