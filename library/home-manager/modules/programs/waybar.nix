# `programs.waybar`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) flag maybe opt;
  json = pkgs.formats.json { };
  bar = types.submodule { freeformType = json.type; };
in
lib.hm.library.program args "waybar" {
  options = {
    settings = opt (types.either (types.listOf bar) (types.attrsOf bar)) [ ] "Bars, as a list or by name.";
    style = maybe lib.hm.library.textOrPath "Style sheet.";
    systemd = {
      enable = lib.mkEnableOption "starting it with the session";
      targets = lib.hm.library.described "[ config.wayland.systemd.target ]" (
        opt (types.listOf types.str) [ config.wayland.systemd.target ] "What starts it."
      );
      enableDebug = flag "Whether it tells what it does.";
      enableInspect = flag "Whether its parts can be looked at.";
    };
  };
  config =
    cfg:
    let
      bars = if lib.isAttrs cfg.settings then lib.attrValues cfg.settings else cfg.settings;
      inherit (cfg) systemd;
    in
    {
      xdg.configFile = {
        "waybar/config" = mkIf (bars != [ ]) { source = json.generate "waybar-config.json" (map lib.hm.library.notNull bars); };
        "waybar/style.css" = mkIf (cfg.style != null) {
          source = lib.hm.library.fromTextOrPath pkgs "waybar/style.css" cfg.style;
        };
      };
      systemd.user.services.waybar = mkIf systemd.enable {
        Unit = {
          Description = "Highly customizable Wayland bar for Sway and Wlroots based compositors.";
          Documentation = "https://github.com/Alexays/Waybar/wiki";
          PartOf = [ "tray.target" ] ++ systemd.targets;
          After = systemd.targets;
          ConditionEnvironment = "WAYLAND_DISPLAY";
          X-Reload-Triggers =
            lib.optional (bars != [ ]) "${config.xdg.configFile."waybar/config".source}"
            ++ lib.optional (cfg.style != null) "${config.xdg.configFile."waybar/style.css".source}";
        };
        Service = {
          ExecReload = "${pkgs.coreutils}/bin/kill -SIGUSR2 $MAINPID";
          ExecStart = "${cfg.package}/bin/waybar${lib.optionalString systemd.enableDebug " -l debug"}";
          KillMode = "mixed";
          Restart = "on-failure";
          Environment = lib.optional systemd.enableInspect "GTK_DEBUG=interactive";
        };
        Install.WantedBy = [ "tray.target" ] ++ systemd.targets;
      };
    };
}
