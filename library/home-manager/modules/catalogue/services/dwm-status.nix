# `services.dwm-status`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) need opt;
  format = pkgs.formats.json { };
  feature = types.enum [
    "audio"
    "backlight"
    "battery"
    "cpu_load"
    "network"
    "time"
  ];
in
lib.hm.library.service args "dwm-status" {
  title = "the status of dwm";
  install = false;
  options = {
    order = need (types.listOf feature) "What the status has, in its order.";
    extraConfig = opt format.type { } "Further settings.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.dwm-status" pkgs lib.platforms.linux) ];
    systemd.user.services.dwm-status = {
      Unit = {
        Description = "DWM status service";
        PartOf = [ "graphical-session.target" ];
      };
      Service.ExecStart =
        let
          file = format.generate "dwm-status.json" ({ inherit (cfg) order; } // cfg.extraConfig);
        in
        "${cfg.package}/bin/dwm-status ${file} --quiet";
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
