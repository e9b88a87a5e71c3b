# `services.mpd-mpris`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described maybe opt;
  argument =
    name: value:
    if value == true then
      "-${name}"
    else if lib.isInt value then
      "-${name} ${toString value}"
    else
      "-${name} ${lib.escapeShellArg value}";
in
lib.hm.library.service args "mpd-mpris" {
  title = "MPD by MPRIS";
  install = false;
  options.mpd = {
    useLocal = described "config.services.mpd.enable" (
      opt types.bool config.services.mpd.enable "Whether it is the MPD of this user; then where it is does not count."
    );
    network = maybe types.str "Kind of the connection, `tcp` or `unix`.";
    host = maybe types.str "Address of MPD.";
    port = maybe types.port "Port of MPD.";
    password = maybe types.str "Password of MPD.";
  };
  config =
    cfg:
    let
      arguments = {
        no-instance = true;
        pwd = cfg.mpd.password;
      }
      // lib.optionalAttrs (!cfg.mpd.useLocal) { inherit (cfg.mpd) network host port; };
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.mpd-mpris" pkgs lib.platforms.linux) ];
      systemd.user.services.mpd-mpris = {
        Unit = {
          Description = "mpd-mpris: An implementation of the MPRIS protocol for MPD";
          After = [ "mpd.service" ];
          Requires = lib.mkIf cfg.mpd.useLocal [ "mpd.service" ];
        };
        Service = {
          Type = "simple";
          Restart = "on-failure";
          RestartSec = "5s";
          ExecStart = "${cfg.package}/bin/mpd-mpris ${toString (lib.mapAttrsToList argument (lib.hm.library.notNull arguments))}";
        };
        Install.WantedBy = [ "default.target" ];
      };
    };
}
