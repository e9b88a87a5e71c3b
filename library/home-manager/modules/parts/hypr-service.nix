# A program beside Hyprland with a file of the same syntax: what `services.hypridle` and `services.hyprpaper` have in
# common.
{
  name,
  # How its settings are called in messages.
  program,
  title,
  # Beginnings of the names of fields that come first.
  prefixes,
}:
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described opt;
  file = "hypr/${name}.conf";
  value = types.attrsOf types.anything // {
    description = "${program} configuration value";
  };
in
lib.hm.library.service args name {
  inherit title;
  install = false;
  nullable = true;
  options = {
    settings = opt value { } "Contents of {file}`${file}`.";
    importantPrefixes = opt (types.listOf types.str) prefixes "Beginnings of the names of fields that come first.";
    systemdTarget = described "config.wayland.systemd.target" (
      opt types.str config.wayland.systemd.target "What starts it."
    );
  };
  config = cfg: {
    xdg.configFile.${file} = mkIf (cfg.settings != { }) {
      text = lib.hm.generators.toHyprconf {
        attrs = cfg.settings;
        inherit (cfg) importantPrefixes;
      };
    };
    systemd.user.services.${name} = mkIf (cfg.package != null) {
      Install.WantedBy = [ cfg.systemdTarget ];
      Unit = {
        ConditionEnvironment = "WAYLAND_DISPLAY";
        Description = name;
        After = [ cfg.systemdTarget ];
        PartOf = [ cfg.systemdTarget ];
        X-Restart-Triggers = lib.optional (cfg.settings != { }) "${config.xdg.configFile.${file}.source}";
      };
      Service = {
        ExecStart = lib.getExe cfg.package;
        Restart = "always";
        RestartSec = "10";
      };
    };
  };
}
