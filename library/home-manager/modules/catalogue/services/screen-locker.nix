# `services.screen-locker`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library)
    enabled
    need
    opt
    sessionService
    words
    ;
in
lib.hm.library.service args "screen-locker" {
  title = "the lock of the screen";
  package = null;
  options = {
    lockCmd = need types.str "Command that locks.";
    lockCmdEnv = words "Variables of its environment, as `NAME=value`.";
    inactiveInterval = opt types.int 10 "Minutes without input to the lock.";
    xautolock = {
      enable = enabled "Whether xautolock measures the time; without it the X server does.";
      package = lib.mkPackageOption pkgs "xautolock" { };
      detectSleep = enabled "Whether the time starts anew after a sleep.";
      extraOptions = words "Further arguments of xautolock.";
    };
    xss-lock = {
      package = lib.mkPackageOption pkgs "xss-lock" { };
      extraOptions = words "Further arguments of xss-lock.";
      screensaverCycle = opt types.int 600 "Seconds between the events of the screen saver, without xautolock.";
    };
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.screen-locker" pkgs lib.platforms.linux) ];
    systemd.user.services = {
      xss-lock = sessionService {
        description = "xss-lock, session locker service";
        exec = toString (
          [ "${cfg.xss-lock.package}/bin/xss-lock" "-s \${XDG_SESSION_ID}" ]
          ++ cfg.xss-lock.extraOptions
          ++ [ "-- ${cfg.lockCmd}" ]
        );
        service = {
          Environment = cfg.lockCmdEnv;
          Restart = "always";
          ExecStartPre = mkIf (
            !cfg.xautolock.enable
          ) "${lib.getExe pkgs.xset} s ${toString (cfg.inactiveInterval * 60)} ${toString cfg.xss-lock.screensaverCycle}";
        };
      };
      xautolock-session = mkIf cfg.xautolock.enable (sessionService {
        description = "xautolock, session locker service";
        exec = toString (
          [
            "${cfg.xautolock.package}/bin/xautolock"
            "-time ${toString cfg.inactiveInterval}"
            "-locker '${pkgs.systemd}/bin/loginctl lock-session \${XDG_SESSION_ID}'"
          ]
          ++ lib.optional cfg.xautolock.detectSleep "-detectsleep"
          ++ cfg.xautolock.extraOptions
        );
        service.Restart = "always";
      });
    };
  };
}
