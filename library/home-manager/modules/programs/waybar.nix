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
  bar = import ../parts/waybar-bar.nix { inherit json lib; };
  systemd = [ "programs" "waybar" "systemd" ];
  # A bar as Waybar reads it.
  written = bar: lib.hm.library.notNull (removeAttrs bar [ "modules" ] // lib.optionalAttrs (bar.modules != null) bar.modules);
in
lib.hm.library.program args "waybar" {
  imports = [
    (lib.mkChangedOptionModule (systemd ++ [ "target" ]) (systemd ++ [ "targets" ]) (
      config: lib.toList config.programs.waybar.systemd.target
    ))
  ];
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
      # A unit is reloaded by systemd.
      readAgain = mkIf (!systemd.enable) ''
        ${pkgs.procps}/bin/pkill -u $USER -USR2 waybar || true
      '';
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "programs.waybar" pkgs lib.platforms.linux)
        {
          assertion = lib.versionOlder config.home.stateVersion "22.05" || lib.all (bar: bar.modules == null) bars;
          message = "A bar of `programs.waybar.settings` has no `modules` any more: give the settings of its parts in the bar itself.";
        }
      ];
      xdg.configFile = {
        "waybar/config" = mkIf (bars != [ ]) {
          source = json.generate "waybar-config.json" (map written bars);
          onChange = readAgain;
        };
        "waybar/style.css" = mkIf (cfg.style != null) {
          source = lib.hm.library.fromTextOrPath pkgs "waybar/style.css" cfg.style;
          onChange = readAgain;
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
