# `programs.hyprpanel`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) enabled opt;
  inherit (config.wayland.systemd) target;
  format = pkgs.formats.json { };
  isThere = name: config.services.${name}.enable or false;
  # The service in place of the program.
  hypridle.bar.customModules.hypridle = {
    startCommand = "systemctl --user start hypridle.service";
    stopCommand = "systemctl --user stop hypridle.service";
    isActiveCommand = "systemctl --user status hypridle.service | grep -q 'Active: active (running)' && echo 'yes' || echo 'no'";
  };
in
lib.hm.library.program args "hyprpanel" {
  title = "HyprPanel";
  options = {
    settings = opt format.type { } "Contents of {file}`hyprpanel/config.json`.";
    systemd.enable = enabled "Whether systemd starts it." // { example = true; };
  };
  config =
    cfg:
    let
      settings = lib.recursiveUpdate (lib.optionalAttrs (isThere "hypridle") hypridle) cfg.settings;
    in
    {
      assertions = map (name: {
        assertion = !isThere name;
        message = "Only one notification daemon can be enabled at once. You have enabled\n${name} and hyprpanel.\n";
      }) [ "swaync" "dunst" "mako" ];
      warnings = lib.optional (cfg.settings ? theme.name) (
        lib.hm.deprecations.mkDeprecatedOptionValueWarning {
          option = [ "programs" "hyprpanel" "settings" "theme" "name" ];
          old = "a named theme";
          replacement = "`programs.hyprpanel.settings.theme`";
          details = "Themes are no longer looked up by name: write its settings there, from\n  https://github.com/Jas-SinghFSU/HyprPanel/blob/2c0c66a/themes/${cfg.settings.theme.name}.json\n";
        }
      );
      xdg.configFile.hyprpanel = mkIf (settings != { }) {
        target = "hyprpanel/config.json";
        source = format.generate "hyprpanel-config" settings;
        # It writes the same without the last line's end.
        force = true;
      };
      systemd.user.services.hyprpanel = mkIf cfg.systemd.enable {
        Unit = {
          Description = "Bar/Panel for Hyprland with extensive customizability";
          Documentation = "https://hyprpanel.com/getting_started/hyprpanel.html";
          PartOf = [ target ];
          After = [ target ];
          ConditionEnvironment = "WAYLAND_DISPLAY";
          X-Restart-Triggers = lib.optional (settings != { }) "${config.xdg.configFile.hyprpanel.source}";
        };
        Service = {
          ExecStart = "${cfg.package}/bin/hyprpanel";
          ExecReload = "${pkgs.coreutils}/bin/kill -SIGUSR2 $MAINPID";
          Restart = "on-failure";
          KillMode = "mixed";
        };
        Install.WantedBy = [ target ];
      };
    };
}
