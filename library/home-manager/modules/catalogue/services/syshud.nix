# `services.syshud`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) fromTextOrPath maybe opt;
  inherit (config.wayland.systemd) target;
  format = pkgs.formats.ini { };
in
lib.hm.library.service args "syshud" {
  options = {
    settings = opt format.type.nestedTypes.elemType { } "Section `main` of {file}`sys64/hud/config.conf`.";
    style = maybe (types.either types.path types.lines) "Style sheet.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.syshud" pkgs lib.platforms.linux) ];
    xdg.configFile = {
      "sys64/hud/config.conf" = mkIf (cfg.settings != { }) {
        source = format.generate "config.conf" { main = cfg.settings; };
      };
      "sys64/hud/style.css" = mkIf (cfg.style != null) {
        source = fromTextOrPath pkgs "sys64/hud/style.css" cfg.style;
      };
    };
    systemd.user.services.syshud = lib.hm.library.sessionService {
      description = "syshud";
      exec = lib.getExe cfg.package;
      after = [ target ];
      inherit target;
      unit.ConditionEnvironment = "WAYLAND_DISPLAY";
      service = {
        Restart = "always";
        RestartSec = 10;
      };
    };
  };
}
