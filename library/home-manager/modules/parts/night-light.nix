# A warm screen at night: what `services.gammastep` and `services.redshift` have in common.
{
  # The service, and how it is called for people.
  name,
  program,
  title,
  # The section of its file, and where that lies below the XDG folder.
  section,
  file,
  documentation,
  # Its program in the tray.
  applet,
}:
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional types;
  inherit (lib.hm.library) flag maybe notNull opt;
  ini = pkgs.formats.ini { };
  place = maybe (types.either types.str types.float);
  show = value: if value == null then null else toString value;
in
lib.hm.library.service args name {
  inherit title;
  imports =
    lib.hm.library.gone [ "services" name ] "Say it in `services.${name}.settings`." [ "extraOptions" ]
    ++ lib.hm.library.renamed [ "services" name ] {
      "brightness.day" = "settings.${section}.brightness-day";
      "brightness.night" = "settings.${section}.brightness-night";
    };
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
      main = cfg.settings.${section};
      knowsPlace = cfg.settings ? manual.lat || cfg.settings ? manual.lon;
      knowsTimes = main ? dawn-time || main ? dusk-time;
      geoclue = optional (cfg.provider == "geoclue2") "geoclue-agent.service";
    in
    {
      services.${name}.settings = {
        ${section} = notNull {
          temp-day = cfg.temperature.day;
          temp-night = cfg.temperature.night;
          location-provider = cfg.provider;
          dawn-time = cfg.dawnTime;
          dusk-time = cfg.duskTime;
        };
        manual = lib.mkIf (cfg.provider == "manual") (notNull {
          lat = show cfg.latitude;
          lon = show cfg.longitude;
        });
      };
      assertions = [
        {
          assertion =
            knowsTimes || main.location-provider == "geoclue2" || main.location-provider == "manual" && knowsPlace;
          message = "${program} has to know when the day ends: set `services.${name}.provider` to \"geoclue2\", or `latitude` and `longitude`, or `dawnTime` and `duskTime`.";
        }
      ];
      xdg.configFile.${file}.source = ini.generate file cfg.settings;
      systemd.user.services.${name} = lib.hm.library.sessionService {
        description = "${program} colour temperature adjuster";
        after = [ "graphical-session.target" ] ++ optional cfg.tray "tray.target" ++ geoclue;
        exec =
          "${cfg.package}/bin/${if cfg.tray then applet else name} "
          + lib.cli.toCommandLineShellGNU { } {
            v = cfg.enableVerboseLogging;
            c = "${config.xdg.configHome}/${file}";
          };
        unit = {
          Documentation = documentation;
          Wants = geoclue;
        }
        // lib.optionalAttrs cfg.tray { Requires = "tray.target"; };
        service = {
          RestartSec = 3;
          Restart = "on-failure";
        };
      };
    };
}
