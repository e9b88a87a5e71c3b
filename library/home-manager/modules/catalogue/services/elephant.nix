# `services.elephant`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
in
lib.hm.library.service args "elephant" {
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`elephant/config.toml`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.elephant" pkgs lib.platforms.linux) ];
    xdg.configFile."elephant/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "elephant-config" cfg.settings;
    };
    systemd.user.services.elephant = lib.hm.library.sessionService {
      description = "Elephant - Data provider for application launchers";
      exec = lib.getExe cfg.package;
      service.Restart = "on-failure";
    };
  };
}
