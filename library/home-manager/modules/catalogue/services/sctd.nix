# `services.sctd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  # Its messages go to standard error twice, the second time by `logger`.
  logger = pkgs.writeShellScriptBin "logger" ''
    exec 2>/dev/null
    exec ${pkgs.util-linux}/bin/logger "$@"
  '';
in
lib.hm.library.service args "sctd" {
  package = "sct";
  title = "the temperature of colours by sctd";
  install = false;
  options.baseTemperature = lib.hm.library.opt (lib.types.ints.between 2500 9000) 4500 "The temperature that it starts from.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.sctd" pkgs lib.platforms.linux) ];
    systemd.user.services.sctd = lib.hm.library.sessionService {
      description = "Dynamically adjust the screen color temperature twice every minute";
      exec = "${cfg.package}/bin/sctd ${toString cfg.baseTemperature}";
      service = {
        ExecStopPost = "${cfg.package}/bin/sct";
        Restart = "on-abnormal";
        SuccessExitStatus = 1;
        Environment = [
          "PATH=${
            lib.makeBinPath [
              pkgs.bash
              pkgs.coreutils
              pkgs.gnused
              pkgs.which
              cfg.package
              logger
            ]
          }"
        ];
      };
    };
  };
}
