# `services.parcellite`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "parcellite" {
  title = "the clipboard in the tray";
  options.extraOptions = lib.hm.library.words "Arguments.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.parcellite" pkgs lib.platforms.linux) ];
    systemd.user.services.parcellite = lib.hm.library.sessionService {
      description = "Lightweight GTK+ clipboard manager";
      # Other programs of its kind take the same arguments.
      exec = "${cfg.package}/bin/${cfg.package.pname} ${lib.escapeShellArgs cfg.extraOptions}";
      after = [ "graphical-session.target" "tray.target" ];
      unit.Requires = [ "tray.target" ];
      service.Restart = "on-abort";
    };
  };
}
