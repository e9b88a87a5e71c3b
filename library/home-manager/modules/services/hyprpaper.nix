# `services.hyprpaper`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described opt;
in
lib.hm.library.service args "hyprpaper" {
  title = "the picture behind Hyprland's windows";
  nullable = true;
  options = {
    settings = opt (types.attrsOf types.anything // { description = "Hyprpaper configuration value"; }) { } "Contents of {file}`hypr/hyprpaper.conf`.";
    importantPrefixes = opt (types.listOf types.str) [ "$" "monitor" ] "Beginnings of the names of fields that come first.";
    systemdTarget = described "config.wayland.systemd.target" (opt types.str config.wayland.systemd.target "What starts it.");
  };
  config = cfg: {
    xdg.configFile."hypr/hyprpaper.conf" = mkIf (cfg.settings != { }) {
      text = lib.hm.generators.toHyprconf {
        attrs = cfg.settings;
        inherit (cfg) importantPrefixes;
      };
    };
    systemd.user.services.hyprpaper = mkIf (cfg.package != null) {
      Install.WantedBy = [ cfg.systemdTarget ];
      Unit = {
        ConditionEnvironment = "WAYLAND_DISPLAY";
        Description = "hyprpaper";
        After = [ cfg.systemdTarget ];
        PartOf = [ cfg.systemdTarget ];
        X-Restart-Triggers = lib.optional (cfg.settings != { }) "${config.xdg.configFile."hypr/hyprpaper.conf".source}";
      };
      Service = {
        ExecStart = lib.getExe cfg.package;
        Restart = "always";
        RestartSec = "10";
      };
    };
  };
}
