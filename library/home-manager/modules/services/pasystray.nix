# `services.pasystray`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "pasystray" {
  title = "PulseAudio in the tray";
  install = false;
  options.extraOptions = lib.hm.library.words "Arguments.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.pasystray" pkgs lib.platforms.linux) ];
    systemd.user.services.pasystray = lib.hm.library.sessionService {
      description = "PulseAudio system tray";
      exec = lib.escapeShellArgs ([ (lib.getExe cfg.package) ] ++ cfg.extraOptions);
      after = [ "graphical-session.target" "tray.target" ];
      service.Environment = [ "PATH=${lib.makeBinPath [ pkgs.paprefs pkgs.pavucontrol ]}" ];
      unit.Requires = [ "tray.target" ];
    };
  };
}
