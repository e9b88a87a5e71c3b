# `services.amberol`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) enabled opt;
in
lib.hm.library.service args "amberol" {
  title = "the player Amberol in the background";
  options = {
    enableRecoloring = enabled "Whether its colours follow the cover.";
    replaygain = opt (lib.types.enum [ "album" "track" "off" ]) "track" "What is equally loud.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.amberol" pkgs lib.platforms.linux) ];
    dconf.settings."io/bassi/Amberol" = {
      background-play = true;
      enable-recoloring = cfg.enableRecoloring;
      replay-gain = cfg.replaygain;
    };
    systemd.user.services.amberol = lib.hm.library.sessionService {
      description = "Amberol music player daemon";
      exec = "${lib.getExe cfg.package} --gapplication-service";
      unit.Requires = [ "dbus.service" ];
      service = {
        Restart = "on-failure";
        RestartSec = 5;
      };
    };
  };
}
