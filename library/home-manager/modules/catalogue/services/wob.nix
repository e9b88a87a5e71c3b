# `services.wob`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) enabled opt;
  inherit (config.wayland.systemd) target;
  format = pkgs.formats.ini { };
in
lib.hm.library.service args "wob" {
  nullable = true;
  install = false;
  options = {
    settings = opt format.type { } "Contents of {file}`wob/wob.ini`.";
    systemd = enabled "Whether systemd starts it, by a socket.";
  };
  config =
    cfg:
    let
      file = format.generate "wob.ini" cfg.settings;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.wob" pkgs lib.platforms.linux) ];
      xdg.configFile."wob/wob.ini" = mkIf (cfg.settings != { }) { source = file; };
      systemd.user = mkIf (cfg.systemd && cfg.package != null) {
        services.wob = lib.hm.library.sessionService {
          description = "A lightweight overlay volume/backlight/progress/anything bar for Wayland";
          exec = lib.getExe cfg.package + lib.optionalString (cfg.settings != { }) " --config ${file}";
          after = [ target ];
          inherit target;
          unit = {
            Documentation = "man:wob(1)";
            ConditionEnvironment = "WAYLAND_DISPLAY";
          };
          service.StandardInput = "socket";
        };
        sockets.wob = {
          Socket = {
            ListenFIFO = "%t/wob.sock";
            SocketMode = "0600";
            RemoveOnStop = "yes";
            FlushPending = "yes";
          };
          Install.WantedBy = [ "sockets.target" ];
        };
      };
    };
}
