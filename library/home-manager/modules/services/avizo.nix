# `services.avizo`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  ini = pkgs.formats.ini { };
  inherit (config.wayland.systemd) target;
in
lib.hm.library.service args "avizo" {
  title = "loudness and brightness shown on the screen";
  options.settings = lib.hm.library.opt ini.type { } "Contents of {file}`avizo/config.ini`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.avizo" pkgs lib.platforms.linux) ];
    xdg.configFile."avizo/config.ini" = lib.mkIf (cfg.settings != { }) {
      source = ini.generate "avizo-config.ini" cfg.settings;
    };
    systemd.user.services.avizo = lib.hm.library.sessionService {
      description = "Volume/backlight OSD indicator";
      exec = "${cfg.package}/bin/avizo-service";
      after = [ target ];
      inherit target;
      unit = {
        ConditionEnvironment = "WAYLAND_DISPLAY";
        Documentation = "man:avizo(1)";
      };
      service = {
        Type = "simple";
        Restart = "always";
      };
    };
  };
}
