# `services.xidlehook`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption types;
  inherit (lib.hm.library)
    flag
    need
    opt
    strings
    ;
  timer = types.submodule {
    options = {
      delay = need types.ints.unsigned "Seconds without input to the command, behind the timer before it.";
      command = need (types.nullOr types.str) "The command.";
      canceller = opt types.str "" "Command that runs when somebody comes back.";
    };
  };
in
lib.hm.library.service args "xidlehook" {
  title = "commands without input by xidlehook";
  install = false;
  options = {
    environment = strings "Variables of its environment.";
    detect-sleep = mkEnableOption "a new beginning behind a sleep";
    not-when-fullscreen = flag "Whether a window that fills the screen holds it off.";
    not-when-audio = flag "Whether sounds hold it off.";
    once = mkEnableOption "one run, behind which it ends";
    timers = opt (types.listOf timer) [ ] "The commands.";
  };
  config =
    cfg:
    let
      flags = map (name: "--${name}") (
        lib.filter (name: cfg.${name}) [
          "once"
          "detect-sleep"
          "not-when-fullscreen"
          "not-when-audio"
        ]
      );
      timers = map (
        timer: "--timer ${toString timer.delay} ${lib.escapeShellArgs [ timer.command timer.canceller ]}"
      ) (lib.filter (timer: timer.command != null) cfg.timers);
      script = pkgs.writeShellScript "xidlehook" ''
        ${lib.concatStringsSep "\n" (lib.mapAttrsToList (name: value: "export ${name}=${value}") cfg.environment)}
        ${toString ([ "${cfg.package}/bin/xidlehook" ] ++ flags ++ timers)}
      '';
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.xidlehook" pkgs lib.platforms.linux) ];
      systemd.user.services.xidlehook = lib.hm.library.sessionService {
        description = "xidlehook service";
        exec = "${script}";
        unit.ConditionEnvironment = [ "DISPLAY" ];
        service = {
          Type = if cfg.once then "oneshot" else "simple";
        }
        // lib.optionalAttrs (!cfg.once) { Restart = "always"; };
      };
    };
}
