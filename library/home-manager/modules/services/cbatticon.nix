# `services.cbatticon`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional types;
  inherit (lib.hm.library) maybe;
  percent = maybe (types.ints.between 0 100);
in
lib.hm.library.service args "cbatticon" {
  title = "the battery in the tray";
  options = {
    commandCriticalLevel = maybe types.lines "What is run when the battery is nearly empty.";
    commandLeftClick = maybe types.lines "What is run by a click.";
    iconType = maybe (types.enum [ "standard" "notification" "symbolic" ]) "Kind of the icon.";
    lowLevelPercent = percent "From where on the battery is low.";
    criticalLevelPercent = percent "From where on it is nearly empty.";
    updateIntervalSeconds = maybe types.ints.positive "Seconds between two looks at it.";
    hideNotification = maybe types.bool "Whether it shows no messages.";
    batteryId = maybe types.str "The battery; `null`: the first.";
  };
  config =
    cfg:
    let
      script = name: text: optional (text != null) "--${name} ${pkgs.writeShellScript name text}";
      value = name: given: optional (given != null) "--${name} ${toString given}";
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.cbatticon" pkgs lib.platforms.linux) ];
      systemd.user.services.cbatticon = lib.hm.library.sessionService {
        description = "cbatticon system tray battery icon";
        after = [ "graphical-session.target" "tray.target" ];
        unit.Requires = [ "tray.target" ];
        service.Restart = "on-abort";
        exec = lib.concatStringsSep " " (
          [ (lib.getExe cfg.package) ]
          ++ script "command-critical-level" cfg.commandCriticalLevel
          ++ script "command-left-click" cfg.commandLeftClick
          ++ value "icon-type" cfg.iconType
          ++ value "low-level" cfg.lowLevelPercent
          ++ value "critical-level" cfg.criticalLevelPercent
          ++ value "update-interval" cfg.updateIntervalSeconds
          ++ optional (cfg.hideNotification == true) "--hide-notification"
          ++ optional (cfg.batteryId != null) cfg.batteryId
        );
      };
    };
}
