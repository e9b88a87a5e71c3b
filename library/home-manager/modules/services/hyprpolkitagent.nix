# `services.hyprpolkitagent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "hyprpolkitagent" {
  title = "Hyprland's questions for rights";
  package = "hyprpolkitagent";
  install = false;
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.hyprpolkitagent" pkgs lib.platforms.linux) ];
    systemd.user.services.hyprpolkitagent = lib.hm.library.sessionService {
      description = "Hyprland PolicyKit Agent";
      exec = "${cfg.package}/libexec/hyprpolkitagent";
      after = [ "graphical-session.target" ];
    };
  };
}
