# `services.protonmail-bridge`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib.hm.library) maybe packages;
  levels = [
    "panic"
    "fatal"
    "error"
    "warn"
    "info"
    "debug"
  ];
in
lib.hm.library.service args "protonmail-bridge" {
  title = "the bridge of Proton Mail";
  options = {
    extraPackages = packages "Packages that it calls.";
    logLevel = maybe (lib.types.enum levels) "What it writes to its log.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.protonmail-bridge" pkgs lib.platforms.linux) ];
    systemd.user.services.protonmail-bridge = {
      Unit = {
        Description = "ProtonMail Bridge";
        After = [ "graphical-session.target" ];
      };
      Service = {
        Environment = lib.mkIf (cfg.extraPackages != [ ]) [ "PATH=${lib.makeBinPath cfg.extraPackages}" ];
        ExecStart =
          "${lib.getExe cfg.package} --noninteractive"
          + lib.optionalString (cfg.logLevel != null) " --log-level ${cfg.logLevel}";
        Restart = "always";
      };
      Install.WantedBy = [ "graphical-session.target" ];
    };
  };
}
