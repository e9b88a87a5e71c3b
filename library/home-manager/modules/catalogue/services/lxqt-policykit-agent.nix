# `services.lxqt-policykit-agent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "lxqt-policykit-agent" {
  package = [ "lxqt" "lxqt-policykit" ];
  title = "LXQt's agent of PolicyKit";
  install = false;
  config = cfg: {
    systemd.user.services.lxqt-policykit-agent = lib.hm.library.sessionService {
      description = "LXQT PolicyKit Agent";
      exec = "${cfg.package}/bin/lxqt-policykit-agent";
      after = [ "graphical-session-pre.target" ];
    };
  };
}
