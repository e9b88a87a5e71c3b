# `services.wpaperd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (config.wayland.systemd) target;
  format = pkgs.formats.toml { };
  file = "wpaperd/wallpaper.toml";
in
lib.hm.library.service args "wpaperd" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`${file}`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.wpaperd" pkgs lib.platforms.linux) ];
    xdg.configFile.${file} = mkIf (cfg.settings != { }) {
      source = format.generate "wpaperd-wallpaper" cfg.settings;
    };
    systemd.user.services.wpaperd = mkIf (cfg.package != null) (lib.hm.library.sessionService {
      description = "wpaperd";
      exec = lib.getExe cfg.package;
      after = [ target ];
      inherit target;
      unit = {
        ConditionEnvironment = "WAYLAND_DISPLAY";
        X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile.${file}.source}" ];
      };
      service = {
        Restart = "always";
        RestartSec = "10";
      };
    });
  };
}
