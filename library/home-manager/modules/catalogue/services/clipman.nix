# `services.clipman`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) described opt words;
in
lib.hm.library.service args "clipman" {
  title = "the clipboard's history by clipman";
  options = {
    systemdTarget = described "config.wayland.systemd.target" (
      opt lib.types.str config.wayland.systemd.target "Target that starts it."
    );
    extraArgs = words "Further arguments of {command}`clipman store`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.clipman" pkgs lib.platforms.linux) ];
    systemd.user.services.clipman = lib.hm.library.sessionService {
      description = "Clipboard management daemon";
      exec =
        "${pkgs.wl-clipboard}/bin/wl-paste -t text --watch ${cfg.package}/bin/clipman store"
        + lib.optionalString (cfg.extraArgs != [ ]) " ${lib.escapeShellArgs cfg.extraArgs}";
      after = [ cfg.systemdTarget ];
      target = cfg.systemdTarget;
      unit.ConditionEnvironment = "WAYLAND_DISPLAY";
      service = {
        ExecReload = "${pkgs.coreutils}/bin/kill -SIGUSR2 $MAINPID";
        Restart = "on-failure";
        KillMode = "mixed";
      };
    };
  };
}
