# `services.pulseeffects`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "pulseeffects" {
  package = "pulseeffects-legacy";
  title = "the effects of PulseEffects; the system has to have {option}`programs.dconf.enable`";
  options.preset = lib.hm.library.opt lib.types.str "" "Preset at the start.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.pulseeffects" pkgs lib.platforms.linux) ];
    # It logs errors without the accessibility bus.
    home.packages = [ pkgs.at-spi2-core ];
    systemd.user.services.pulseeffects = lib.hm.library.sessionService {
      description = "Pulseeffects daemon";
      exec =
        "${cfg.package}/bin/pulseeffects --gapplication-service "
        + lib.optionalString (cfg.preset != "") "--load-preset ${cfg.preset}";
      unit = {
        Requires = [ "dbus.service" ];
        PartOf = [ "graphical-session.target" "pulseaudio.service" ];
      };
      service = {
        ExecStop = "${cfg.package}/bin/pulseeffects --quit";
        Restart = "on-failure";
        RestartSec = 5;
      };
    };
  };
}
