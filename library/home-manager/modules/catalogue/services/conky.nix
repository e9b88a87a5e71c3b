# `services.conky`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.service args "conky" {
  options.extraConfig = lib.hm.library.text "Configuration; without it Conky's own holds.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.conky" pkgs lib.platforms.linux) ];
    systemd.user.services.conky = {
      Unit = {
        Description = "Conky - Lightweight system monitor";
        After = [ "graphical-session.target" ];
      };
      Service = {
        ExecStart =
          "${cfg.package}/bin/conky"
          + lib.optionalString (cfg.extraConfig != "") " --config ${pkgs.writeText "conky.conf" cfg.extraConfig}";
        Restart = "always";
        RestartSec = "3";
      };
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
