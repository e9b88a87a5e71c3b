# `services.wluma`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described enabled opt;
  format = pkgs.formats.toml { };
in
lib.hm.library.service args "wluma" {
  title = "brightness by what the screen shows";
  options = {
    settings = opt format.type { } "Contents of {file}`wluma/config.toml`.";
    systemd = {
      enable = enabled "Whether systemd starts it.";
      target = described "config.wayland.systemd.target" (
        opt (types.nullOr types.str) config.wayland.systemd.target "Target that starts it."
      );
    };
  };
  config =
    cfg:
    let
      file = format.generate "config.toml" cfg.settings;
    in
    {
      assertions = [ (lib.hm.assertions.assertPlatform "services.wluma" pkgs lib.platforms.linux) ];
      xdg.configFile = mkIf (cfg.settings != { }) { "wluma/config.toml".source = file; };
      systemd.user.services.wluma = mkIf cfg.systemd.enable (lib.hm.library.sessionService {
        description = "Automatic brightness adjustment based on screen contents and ALS ";
        exec = lib.getExe cfg.package;
        after = [ cfg.systemd.target ];
        inherit (cfg.systemd) target;
        unit = {
          ConditionEnvironment = "WAYLAND_DISPLAY";
          X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${file}" ];
        };
        service = {
          Restart = "always";
          LockPersonality = true;
          MemoryDenyWriteExecute = true;
          NoNewPrivileges = true;
          PrivateUsers = true;
          RestrictNamespaces = true;
          SystemCallArchitectures = "native";
          SystemCallFilter = "@system-service";
        };
      });
    };
}
