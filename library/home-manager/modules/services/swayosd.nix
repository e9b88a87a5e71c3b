# `services.swayosd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optionalString types;
  inherit (lib.hm.library) gone maybe;
  inherit (config.wayland.systemd) target;
  part = types.addCheck types.float (number: 0.0 <= number && number <= 1.0) // {
    description = "float between 0.0 and 1.0 (inclusive)";
  };
in
lib.hm.library.service args "swayosd" {
  title = "loudness and brightness shown on the screen by SwayOSD";
  imports = gone [ "services" "swayosd" ] "Its server takes no display any more." [ "display" ];
  options = {
    topMargin = maybe part "How far down it is shown: 0 is the upper edge.";
    stylePath = maybe types.path "Style sheet.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.swayosd" pkgs lib.platforms.linux) ];
    systemd.user.services.swayosd = lib.hm.library.sessionService {
      description = "Volume/backlight OSD indicator";
      after = [ target ];
      inherit target;
      exec =
        "${cfg.package}/bin/swayosd-server"
        + optionalString (cfg.stylePath != null) " --style ${lib.escapeShellArg cfg.stylePath}"
        + optionalString (cfg.topMargin != null) " --top-margin ${toString cfg.topMargin}";
      unit = {
        ConditionEnvironment = "WAYLAND_DISPLAY";
        Documentation = "man:swayosd(1)";
        StartLimitBurst = 5;
        StartLimitIntervalSec = 10;
      };
      service = {
        Type = "simple";
        Restart = "always";
        RestartSec = "2s";
      };
    };
  };
}
