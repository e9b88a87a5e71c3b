# `services.hyprsunset`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described need opt words;
  inherit (config.wayland.systemd) target;
  hyprland = config.wayland.windowManager.hyprland.package;
  file = "hypr/hyprsunset.conf";

  value =
    types.nullOr (with types; oneOf [ bool int float str path (attrsOf value) (listOf value) ])
    // {
      description = "Hyprsunset configuration value";
    };
  transition = types.submodule {
    options = {
      calendar = need types.str "When, as systemd writes it. Older than the settings.";
      requests = opt (types.listOf (types.listOf types.str)) [ ] "What it is told then. Older than the settings.";
    };
  };
  named = lib.mapAttrs' (name: lib.nameValuePair "hyprsunset-${name}");
  request = arguments: "${lib.getExe' hyprland "hyprctl"} hyprsunset ${lib.escapeShellArgs arguments}";
in
lib.hm.library.service args "hyprsunset" {
  title = "a warm screen at night, on Hyprland";
  options = {
    extraArgs = words "Arguments.";
    settings = opt value { } "Contents of {file}`${file}`.";
    transitions = opt (types.attrsOf transition) { } "What changes when. Older than the settings.";
    importantPrefixes = opt (types.listOf types.str) [ "$" ] "Beginnings of the names of fields that come first.";
    systemdTarget = described "config.wayland.systemd.target" (opt types.str target "What starts it.");
  };
  config = cfg: {
    assertions = [
      {
        assertion = hyprland != null || cfg.transitions == { };
        message = "`services.hyprsunset.transitions` need `wayland.windowManager.hyprland.package`, which is null; `services.hyprsunset.settings` do not.";
      }
    ];
    warnings = lib.optional (cfg.transitions != { }) "`services.hyprsunset.transitions` are an older form of `services.hyprsunset.settings`.";
    xdg.configFile.${file} = mkIf (cfg.settings != { }) {
      text = lib.hm.generators.toHyprconf {
        attrs = cfg.settings;
        inherit (cfg) importantPrefixes;
      };
    };
    systemd.user = {
      services = {
        hyprsunset = {
          Unit = {
            ConditionEnvironment = "WAYLAND_DISPLAY";
            Description = "hyprsunset - Hyprland's blue-light filter";
            After = [ target ];
            PartOf = [ target ];
            X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile.${file}.source}" ];
          };
          Service = {
            ExecStart = lib.concatStringsSep " " (
              [ (lib.getExe cfg.package) ] ++ lib.optional (cfg.extraArgs != [ ]) (lib.escapeShellArgs cfg.extraArgs)
            );
            Restart = "always";
            RestartSec = "10";
          };
          Install.WantedBy = [ cfg.systemdTarget ];
        };
      }
      // lib.optionalAttrs (hyprland != null) (
        named (
          lib.mapAttrs (name: transition: {
            Unit = {
              ConditionEnvironment = "WAYLAND_DISPLAY";
              Description = "hyprsunset transition for ${name}";
              After = [ "hyprsunset.service" ];
              Requires = [ "hyprsunset.service" ];
            };
            Service = {
              Type = "oneshot";
              ExecStart = lib.concatMapStringsSep " && " request transition.requests;
            };
            Install = { };
          }) cfg.transitions
        )
      );
      timers = named (
        lib.mapAttrs (name: transition: {
          Unit.Description = "Timer for hyprsunset transition (${name})";
          Timer = {
            OnCalendar = transition.calendar;
            Persistent = true;
          };
          Install.WantedBy = [ target ];
        }) cfg.transitions
      );
    };
  };
}
