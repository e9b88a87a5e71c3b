# `services.tomat`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
in
lib.hm.library.service args "tomat" {
  options.settings =
    lib.hm.library.opt (lib.types.submodule { freeformType = format.type; }) { }
      "Contents of {file}`tomat/config.toml`.";
  config = cfg: {
    xdg.configFile."tomat/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "tomat-config.toml" cfg.settings;
    };
    systemd.user.services.tomat = lib.hm.library.sessionService {
      description = "Tomat Pomodoro server";
      exec = "${lib.getExe cfg.package} daemon run";
      service = {
        Restart = "always";
        RestartSec = 5;
        Environment = [ "PATH=${config.home.profileDirectory}/bin" ];
      };
    };
  };
}
