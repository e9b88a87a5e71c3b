# `programs.foot`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) described flag opt;
  ini = pkgs.formats.ini { listsAsDuplicateKeys = true; };
in
lib.hm.library.program args "foot" {
  title = "the terminal foot";
  options = {
    settings = opt ini.type { } "Contents of {file}`foot/foot.ini`.";
    server = {
      enable = lib.mkEnableOption "one process for all windows";
      systemdTarget = described "config.wayland.systemd.target" (opt types.str config.wayland.systemd.target "What starts it.");
    };
  };
  config = cfg: {
    xdg.configFile."foot/foot.ini" = mkIf (cfg.settings != { }) { source = ini.generate "foot.ini" cfg.settings; };
    systemd.user.services.foot = mkIf cfg.server.enable {
      Unit = {
        Description = "Fast, lightweight and minimalistic Wayland terminal emulator.";
        Documentation = "man:foot(1)";
        ConditionEnvironment = "WAYLAND_DISPLAY";
        PartOf = [ cfg.server.systemdTarget ];
        After = [ cfg.server.systemdTarget ];
      };
      Service = {
        ExecStart = "${cfg.package}/bin/foot --server";
        Restart = "on-failure";
        OOMPolicy = "continue";
      };
      Install.WantedBy = [ cfg.server.systemdTarget ];
    };
  };
}
