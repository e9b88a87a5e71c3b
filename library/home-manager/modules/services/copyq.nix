# `services.copyq`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) enabled opt;
in
lib.hm.library.service args "copyq" {
  title = "the clipboard's history by CopyQ";
  options = {
    systemdTarget = opt lib.types.str "graphical-session.target" "What starts it.";
    forceXWayland = enabled "Whether it speaks to X within Wayland.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.copyq" pkgs lib.platforms.linux) ];
    systemd.user.services.copyq = {
      Unit = {
        Description = "CopyQ clipboard management daemon";
        After = [ "graphical-session.target" ];
        PartOf = [ "graphical-session.target" ];
      };
      Service = {
        ExecStart = "${cfg.package}/bin/copyq";
        Restart = "on-failure";
        Environment = lib.optional cfg.forceXWayland "QT_QPA_PLATFORM=xcb";
      };
      Install.WantedBy = [ cfg.systemdTarget ];
    };
  };
}
