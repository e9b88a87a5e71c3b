# `services.blanket`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "blanket" {
  title = "the sounds of Blanket";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.blanket" pkgs lib.platforms.linux) ];
    systemd.user.services.blanket = lib.hm.library.sessionService {
      description = "Blanket daemon";
      exec = "${cfg.package}/bin/blanket --gapplication-service";
      unit = {
        Requires = [ "dbus.service" ];
        PartOf = [ "graphical-session.target" "pipewire.service" ];
      };
      service = {
        Restart = "on-failure";
        RestartSec = 5;
      };
    };
  };
}
