# `services.unclutter`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt words;
in
lib.hm.library.service args "unclutter" {
  package = "unclutter-xfixes";
  title = "hidden pointers by unclutter";
  install = false;
  options = {
    timeout = opt types.int 1 "Seconds to the hiding.";
    threshold = opt types.int 1 "Pixels that are a movement.";
    extraOptions = words "Further arguments, without their dashes.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.unclutter" pkgs lib.platforms.linux) ];
    systemd.user.services.unclutter = lib.hm.library.sessionService {
      description = "unclutter";
      exec = ''
        ${cfg.package}/bin/unclutter \
          --timeout ${toString cfg.timeout} \
          --jitter ${toString (cfg.threshold - 1)} \
          ${lib.concatMapStrings (option: " --${option}") cfg.extraOptions}
      '';
      service = {
        RestartSec = 3;
        Restart = "always";
      };
    };
  };
}
