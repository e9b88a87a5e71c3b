# `services.wlsunset`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described maybe opt;
  number = with types; either str (either float int);
in
lib.hm.library.service args "wlsunset" {
  title = "a warm screen at night";
  options = {
    latitude = maybe number "The latitude.";
    longitude = maybe number "The longitude.";
    temperature = {
      day = opt types.int 6500 "Colour of the day, in kelvin; more than at night.";
      night = opt types.int 4000 "Colour of the night, in kelvin.";
    };
    gamma = opt number 1.0 "The gamma value.";
    output = maybe types.str "The screen; `null`: all.";
    sunrise = maybe types.str "When the sun rises, as `06:30`.";
    sunset = maybe types.str "When the sun sets.";
    duration = maybe types.ints.positive "Seconds that the change takes, where the times are given.";
    systemdTarget = described "config.wayland.systemd.target" (
      opt types.str config.wayland.systemd.target "What starts it."
    );
  };
  config =
    cfg:
    let
      isSet = map (name: cfg.${name} != null);
      times = isSet [ "sunrise" "sunset" ];
      place = isSet [ "latitude" "longitude" ];
      some = lib.any lib.id;
      together = given: some given == lib.all lib.id given;
      must = assertion: message: { inherit assertion message; };
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "services.wlsunset" pkgs lib.platforms.linux)
        (must (some times != some place) "wlsunset goes either by `sunrise` and `sunset` or by `latitude` and `longitude`.")
        (must (together times) "wlsunset needs both of `sunrise` and `sunset`.")
        (must (together place) "wlsunset needs both of `latitude` and `longitude`.")
        (must (cfg.duration == null || !some place) "wlsunset takes `duration` only with `sunrise` and `sunset`.")
      ];
      systemd.user.services.wlsunset = lib.hm.library.sessionService {
        description = "Day/night gamma adjustments for Wayland compositors.";
        after = [ cfg.systemdTarget ];
        target = cfg.systemdTarget;
        unit.ConditionEnvironment = "WAYLAND_DISPLAY";
        exec =
          "${cfg.package}/bin/wlsunset "
          + lib.cli.toCommandLineShellGNU { } {
            t = cfg.temperature.night;
            T = cfg.temperature.day;
            g = cfg.gamma;
            l = cfg.latitude;
            L = cfg.longitude;
            S = cfg.sunrise;
            s = cfg.sunset;
            d = cfg.duration;
            o = cfg.output;
          };
      };
    };
}
