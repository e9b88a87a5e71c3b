# `services.hyprlauncher`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (config.wayland.systemd) target;
  file = "hypr/hyprlauncher.conf";
  value =
    types.nullOr (with types; oneOf [ bool int float str path (attrsOf value) (listOf value) ])
    // {
      description = "Hyprland configuration value";
    };
in
lib.hm.library.service args "hyprlauncher" {
  nullable = true;
  options.settings = lib.hm.library.opt value { } "Contents of {file}`${file}`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.hyprlauncher" pkgs lib.platforms.linux) ];
    xdg.configFile.${file} = mkIf (cfg.settings != { }) {
      text = lib.hm.generators.toHyprconf { attrs = cfg.settings; };
    };
    systemd.user.services.hyprlauncher = mkIf (cfg.package != null) (lib.hm.library.sessionService {
      description = "hyprlauncher";
      exec = "${lib.getExe cfg.package} -d";
      after = [ target ];
      inherit target;
      unit.X-Restart-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile.${file}.source}" ];
      service = {
        # Programs that it starts outlive it.
        KillMode = "process";
        Restart = "on-failure";
        RestartSec = "10";
      };
    });
  };
}
