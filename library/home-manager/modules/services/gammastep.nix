# `services.gammastep`: a warm screen at night.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) flag maybe opt;
  ini = pkgs.formats.ini { };
  place = maybe (types.either types.str types.float);
  show = value: if value == null then null else toString value;
in
lib.hm.library.service args "gammastep" {
  title = "a warm screen at night";
  options = {
    dawnTime = maybe types.str "When the day begins.";
    duskTime = maybe types.str "When the night begins.";
    latitude = place "The latitude.";
    longitude = place "The longitude.";
    provider = opt (types.enum [ "manual" "geoclue2" ]) "manual" "Where the place is known from.";
    temperature = {
      day = opt types.int 5500 "Colour of the day, in kelvin.";
      night = opt types.int 3700 "Colour of the night, in kelvin.";
    };
    tray = flag "Whether it is in the tray.";
    enableVerboseLogging = flag "Whether it tells what it does.";
    settings = opt (types.submodule { freeformType = ini.type; }) { } "Contents of its file.";
  };
  config =
    cfg:
    let
      section = "general";
    in
    {
      services.gammastep.settings = {
        ${section} = lib.hm.library.notNull {
          temp-day = cfg.temperature.day;
          temp-night = cfg.temperature.night;
          location-provider = cfg.provider;
          dawn-time = cfg.dawnTime;
          dusk-time = cfg.duskTime;
        };
        manual = lib.mkIf (cfg.provider == "manual") (
          lib.hm.library.notNull {
            lat = show cfg.latitude;
            lon = show cfg.longitude;
          }
        );
      };
      assertions = [
        {
          assertion = cfg.provider != "manual" || cfg.settings.manual ? lat && cfg.settings.manual ? lon || cfg.dawnTime != null;
          message = "In order for provider \"manual\" to work, you must set latitude and longitude.";
        }
      ];
      xdg.configFile."gammastep/config.ini".source = ini.generate "gammastep-config.ini" cfg.settings;
      systemd.user.services.gammastep = lib.hm.library.sessionService {
        description = "Gammastep colour temperature adjuster";
        exec = "${cfg.package}/bin/gammastep${lib.optionalString cfg.tray "-indicator"}${lib.optionalString cfg.enableVerboseLogging " -v"} -c${config.xdg.configHome}/gammastep/config.ini";
        unit = {
          Documentation = "https://gitlab.com/chinstrap/gammastep/";
          Wants = lib.optional (cfg.provider == "geoclue2") "geoclue-agent.service";
        };
        service = {
          RestartSec = 3;
          Restart = "on-failure";
        };
      };
    };
}
