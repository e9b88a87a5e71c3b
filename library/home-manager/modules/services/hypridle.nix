# `services.hypridle`.
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
lib.hm.library.service args "hypridle" {
  title = "Hyprland's watch over idle time";
  nullable = true;
  options = {
    settings = opt (types.attrsOf types.anything // { description = "Hypridle configuration value"; }) { } "Contents of {file}`hypr/hypridle.conf`.";
    importantPrefixes = opt (types.listOf types.str) [ "$" ] "Beginnings of the names of fields that come first.";
    systemdTarget = described "config.wayland.systemd.target" (opt types.str config.wayland.systemd.target "What starts it.");
  };
  config = cfg: {
    xdg.configFile."hypr/hypridle.conf" = mkIf (cfg.settings != { }) {
      text = lib.hm.generators.toHyprconf {
        attrs = cfg.settings;
        inherit (cfg) importantPrefixes;
      };
    };
    systemd.user.services.hypridle = mkIf (cfg.package != null) {
      Install.WantedBy = [ cfg.systemdTarget ];
      Unit = {
        ConditionEnvironment = "WAYLAND_DISPLAY";
        Description = "hypridle";
        After = [ cfg.systemdTarget ];
        PartOf = [ cfg.systemdTarget ];
        X-Restart-Triggers = lib.optional (cfg.settings != { }) "${config.xdg.configFile."hypr/hypridle.conf".source}";
      };
      Service = {
        ExecStart = lib.getExe cfg.package;
        Restart = "always";
        RestartSec = "10";
      };
    };
  };
}
