# `services.poweralertd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  # An argument as systemd reads it: quoted, and without its variables.
  quoted = argument: lib.replaceStrings [ "%" "$" ] [ "%%" "$$" ] (builtins.toJSON argument);
in
lib.hm.library.service args "poweralertd" {
  title = "messages about batteries";
  install = false;
  options.extraArgs = lib.hm.library.words "Arguments.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.poweralertd" pkgs lib.platforms.linux) ];
    systemd.user.services.poweralertd = lib.hm.library.sessionService {
      description = "UPower-powered power alerter";
      exec = "${lib.getExe cfg.package} ${lib.concatMapStringsSep " " quoted cfg.extraArgs}";
      unit.Documentation = "man:poweralertd(1)";
      service = {
        Type = "simple";
        Restart = "always";
      };
    };
  };
}
