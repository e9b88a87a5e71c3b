# `services.trayscale`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "trayscale" {
  title = "Tailscale's window Trayscale";
  install = false;
  options.hideWindow = lib.hm.library.enabled "Whether it starts without a window.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.trayscale" pkgs lib.platforms.linux) ];
    systemd.user.services.trayscale = lib.hm.library.sessionService {
      description = "An unofficial GUI wrapper around the Tailscale CLI client";
      exec = "${cfg.package}/bin/trayscale" + lib.optionalString cfg.hideWindow " --hide-window";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
    };
  };
}
