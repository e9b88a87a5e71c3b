# `services.clipmenu`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  tools = [
    pkgs.coreutils
    pkgs.findutils
    pkgs.gnugrep
    pkgs.gnused
    pkgs.systemd
  ];
in
lib.hm.library.service args "clipmenu" {
  title = "the clipboard's history by clipmenu";
  options.launcher = lib.hm.library.maybe lib.types.str "What shows the list; `null`: {command}`dmenu`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.clipmenu" pkgs lib.platforms.linux) ];
    home.sessionVariables = lib.mkIf (cfg.launcher != null) { CM_LAUNCHER = cfg.launcher; };
    systemd.user.services.clipmenu = {
      Unit = {
        Description = "Clipboard management daemon";
        After = [ "graphical-session.target" ];
      };
      Service = {
        ExecStart = "${cfg.package}/bin/clipmenud";
        Environment = [ "PATH=${lib.makeBinPath tools}" ];
      };
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
