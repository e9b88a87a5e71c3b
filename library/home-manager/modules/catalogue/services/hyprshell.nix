# `services.hyprshell`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described enabled opt;
  format = pkgs.formats.json { };
in
lib.hm.library.service args "hyprshell" {
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`hyprshell/config.json`.";
    style = opt (types.either types.path types.lines) "" "Style sheet.";
    systemd = {
      enable = enabled "Whether systemd starts it.";
      target = described "config.wayland.systemd.target" (
        opt types.str config.wayland.systemd.target "Target that starts it."
      );
      args = opt types.str "" "Further arguments.";
    };
  };
  config = cfg: {
    assertions = [
      (lib.hm.assertions.assertPlatform "services.hyprshell" pkgs lib.platforms.linux)
      {
        assertion = cfg.package != null || !cfg.systemd.enable;
        message = "`services.hyprshell.systemd.enable` runs the package, which is null.";
      }
    ];
    xdg.configFile = {
      "hyprshell/config.json" = mkIf (cfg.settings != { }) {
        source = format.generate "hyprshell-config" cfg.settings;
      };
      "hyprshell/styles.css" = mkIf (cfg.style != "") {
        source = if lib.isString cfg.style then pkgs.writeText "hyprshell-style" cfg.style else cfg.style;
      };
    };
    systemd.user.services.hyprshell = mkIf (cfg.systemd.enable && cfg.package != null) {
      Unit = {
        Description = "Starts Hyprshell daemon";
        After = [ cfg.systemd.target ];
      };
      Service = {
        Type = "simple";
        ExecStart = "${lib.getExe cfg.package} run ${cfg.systemd.args}";
        Restart = "on-failure";
      };
      Install.WantedBy = [ cfg.systemd.target ];
    };
  };
}
