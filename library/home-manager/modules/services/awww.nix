# `services.awww`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (config.wayland.systemd) target;
in
lib.hm.library.service args "awww" {
  title = "pictures behind the windows by awww";
  # It was called swww.
  imports = lib.hm.library.moved [ "services" "swww" ] [ "services" "awww" ] [ "enable" "package" "extraArgs" ];
  options.extraArgs = lib.hm.library.words "Arguments.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.awww" pkgs lib.platforms.linux) ];
    systemd.user.services.awww = lib.hm.library.sessionService {
      description = "awww-daemon";
      after = [ target ];
      inherit target;
      exec = lib.escapeShellArgs ([ (lib.getExe' cfg.package "${cfg.package.meta.mainProgram}-daemon") ] ++ cfg.extraArgs);
      unit.ConditionEnvironment = "WAYLAND_DISPLAY";
      service = {
        Environment = [ "PATH=$PATH:${lib.makeBinPath [ cfg.package ]}" ];
        Restart = "always";
        RestartSec = 10;
      };
    };
  };
}
