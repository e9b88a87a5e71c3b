# `services.way-displays`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt;
  format = pkgs.formats.yaml { };
in
lib.hm.library.service args "way-displays" {
  options = {
    settings = opt (types.nullOr format.type) { } "Contents of {file}`way-displays/cfg.yaml`.";
    systemdTarget = described "config.wayland.systemd.target" (
      opt types.str config.wayland.systemd.target "Target that starts it."
    );
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.way-displays" pkgs lib.platforms.linux) ];
    wayland.windowManager = lib.mapAttrs (_: _: { systemd.variables = lib.mkOptionDefault [ "XDG_VTNR" ]; }) args.options.wayland.windowManager;
    xdg.configFile."way-displays/cfg.yaml" = lib.mkIf (cfg.settings != null) {
      source = format.generate "way-displays-config.yaml" (
        lib.recursiveUpdate {
          CALLBACK_CMD = "${pkgs.libnotify}/bin/notify-send \"way-displays \${CALLBACK_LEVEL}\" \"\${CALLBACK_MSG}\"";
        } cfg.settings
      );
    };
    systemd.user.services.way-displays = {
      Unit = {
        Description = "Display configuration service";
        Documentation = "man:way-displays(1)";
        ConditionEnvironment = "WAYLAND_DISPLAY";
        PartOf = cfg.systemdTarget;
        Requires = cfg.systemdTarget;
        After = cfg.systemdTarget;
      };
      Service = {
        Type = "simple";
        ExecStart = lib.getExe cfg.package;
        Restart = "always";
      };
      Install.WantedBy = [ cfg.systemdTarget ];
    };
  };
}
