# `services.keynav`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  format = pkgs.formats.keyValue { mkKeyValue = lib.generators.mkKeyValueDefault { } " "; };
in
lib.hm.library.service args "keynav" {
  install = false;
  options.settings = lib.hm.library.opt format.type { } "Actions by key, for {file}`keynav/keynavrc`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.keynav" pkgs lib.platforms.linux) ];
    xdg.configFile."keynav/keynavrc" = mkIf (cfg.settings != { }) {
      source = format.generate "keynavrc" cfg.settings;
    };
    systemd.user.services.keynav = lib.hm.library.sessionService {
      description = "keynav";
      exec = lib.getExe cfg.package;
      unit.X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile."keynav/keynavrc".source}" ];
      service = {
        RestartSec = 3;
        Restart = "always";
      };
    };
  };
}
