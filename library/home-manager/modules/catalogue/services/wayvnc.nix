# `services.wayvnc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkEnableOption mkIf types;
  inherit (lib.hm.library) described need opt;
  format = pkgs.formats.keyValue { };
in
lib.hm.library.service args "wayvnc" {
  options = {
    autoStart = mkEnableOption "its start with the session";
    systemdTarget = described "config.wayland.systemd.target" (
      opt types.str config.wayland.systemd.target "Target that starts it."
    );
    settings = opt (types.submodule {
      freeformType = format.type;
      options = {
        address = need types.str "Address that it listens at.";
        port = need types.port "Its port.";
      };
    }) { } "Contents of {file}`wayvnc/config`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.wayvnc" pkgs lib.platforms.linux) ];
    xdg.configFile."wayvnc/config".source = format.generate "wayvnc.conf" cfg.settings;
    systemd.user.services.wayvnc = {
      Unit = {
        Description = "wayvnc VNC server";
        Documentation = [ "man:wayvnc(1)" ];
        After = [ cfg.systemdTarget ];
        PartOf = [ cfg.systemdTarget ];
      };
      Service.ExecStart = [ (lib.getExe cfg.package) ];
      Install.WantedBy = mkIf cfg.autoStart [ cfg.systemdTarget ];
    };
  };
}
