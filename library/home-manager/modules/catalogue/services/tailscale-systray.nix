# `services.tailscale-systray`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  themes = [
    "dark"
    "dark:nobg"
    "light"
    "light:nobg"
  ];
in
lib.hm.library.service args "tailscale-systray" {
  package = "tailscale";
  title = "Tailscale's icon";
  install = false;
  options.theme = lib.hm.library.maybe (lib.types.enum themes) "Colours of the icon.";
  config =
    cfg:
    let
      since = lib.versionAtLeast cfg.package.version;
    in
    {
      assertions = [
        (lib.hm.assertions.assertPlatform "services.tailscale-systray" pkgs lib.platforms.linux)
        {
          assertion = since "1.88.1";
          message = ''
            Before version 1.88.1 Tailscale has no icon of its own.
          '';
        }
        {
          assertion = cfg.theme != null -> since "1.98";
          message = ''
            Before version 1.98 it has no themes.
          '';
        }
      ];
      systemd.user.services.tailscale-systray = lib.hm.library.sessionService {
        description = "Official Tailscale systray application for Linux";
        exec =
          "${lib.getExe cfg.package} systray"
          + lib.optionalString (cfg.theme != null) " --theme ${cfg.theme}";
        after = [ "graphical-session.target" "tray.target" ];
        unit.Requires = [ "tray.target" ];
      };
    };
}
