# `services.swaync`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) fromTextOrPath maybe opt textOrPath;
  json = pkgs.formats.json { };
  inherit (config.wayland.systemd) target;
in
lib.hm.library.service args "swaync" {
  package = "swaynotificationcenter";
  title = "the notifications of Sway";
  options = {
    style = maybe textOrPath "Style sheet.";
    settings = opt json.type { } "Contents of {file}`swaync/config.json`.";
  };
  config = cfg: {
    # It logs errors without the accessibility bus.
    home.packages = [ pkgs.at-spi2-core ];
    xdg.configFile = {
      "swaync/config.json".source = json.generate "config.json" cfg.settings;
      "swaync/style.css" = mkIf (cfg.style != null) {
        source = fromTextOrPath pkgs "swaync/style.css" cfg.style;
      };
    };
    systemd.user.services.swaync = mkIf (cfg.package != null) {
      Unit = {
        Description = "Swaync notification daemon";
        Documentation = "https://github.com/ErikReider/SwayNotificationCenter";
        PartOf = [ target ];
        After = [ target ];
        ConditionEnvironment = "WAYLAND_DISPLAY";
        X-Restart-Triggers = map (file: "${config.xdg.configFile."swaync/${file}".source}") (
          [ "config.json" ] ++ lib.optional (cfg.style != null) "style.css"
        );
      };
      Service = {
        Type = "dbus";
        BusName = "org.freedesktop.Notifications";
        ExecStart = lib.getExe cfg.package;
        Restart = "on-failure";
      };
      Install.WantedBy = [ target ];
    };
  };
}
