# `services.clipse`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  format = pkgs.formats.json { };
in
lib.hm.library.service args "clipse" {
  title = "the clipboard's history by clipse";
  nullable = true;
  options = {
    systemdTarget = opt types.str "graphical-session.target" "Target that starts it.";
    settings = opt format.type { } "Contents of {file}`clipse/config.json`.";
    theme = opt (types.either format.type types.path) { useCustomTheme = false; } "Contents of {file}`clipse/custom_theme.json`, or that file.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.clipse" pkgs lib.platforms.linux) ];
    xdg.configFile = {
      "clipse/config.json".source = format.generate "settings" cfg.settings;
      "clipse/custom_theme.json".source =
        if lib.hm.strings.isPathLike cfg.theme then cfg.theme else format.generate "theme" cfg.theme;
    };
    systemd.user.services.clipse = lib.mkIf (cfg.package != null) {
      Unit = {
        Description = "Clipse listener";
        PartOf = [ "graphical-session.target" ];
        After = [ "graphical-session.target" ];
      };
      Service = {
        Type = "oneshot";
        RemainAfterExit = true;
        ExecStart = "${cfg.package}/bin/clipse -listen";
      };
      Install.WantedBy = [ cfg.systemdTarget ];
    };
  };
}
