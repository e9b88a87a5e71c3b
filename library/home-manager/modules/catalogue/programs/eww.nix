# `programs.eww`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described flag maybe opt;
in
lib.hm.library.program args "eww" {
  options = {
    yuckConfig = maybe types.lines "Contents of {file}`eww/eww.yuck`.";
    scssConfig = maybe types.lines "Contents of {file}`eww/eww.scss`.";
    systemd = {
      enable = flag "Whether systemd starts its daemon." // { example = true; };
      target = described "config.wayland.systemd.target" (
        opt types.str config.wayland.systemd.target "Target that starts it."
      );
    };
  };
  config =
    cfg:
    let
      exe = lib.getExe cfg.package;
    in
    {
      xdg.configFile = {
        "eww/eww.yuck" = mkIf (cfg.yuckConfig != null) { text = cfg.yuckConfig; };
        "eww/eww.scss" = mkIf (cfg.scssConfig != null) { text = cfg.scssConfig; };
      };
      systemd.user.services.eww = mkIf cfg.systemd.enable {
        Unit = {
          Description = "ElKowars wacky widgets daemon";
          Documentation = "https://elkowar.github.io/eww/";
          After = [ "graphical-session.target" ];
          PartOf = [ "graphical-session.target" ];
        };
        Service = {
          ExecStart = "${exe} daemon --no-daemonize";
          ExecStop = "${exe} kill";
          ExecReload = "${exe} reload";
        };
        Install.WantedBy = [ cfg.systemd.target ];
      };
    };
}
