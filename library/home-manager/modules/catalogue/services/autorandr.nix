# `services.autorandr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional;
  inherit (lib.hm.library) flag words;
in
lib.hm.library.service args "autorandr" {
  title = "profiles of screens at the start of the session";
  install = false;
  options = {
    ignoreLid = flag "Whether a closed lid is open.";
    matchEdid = flag "Whether screens are told apart by their EDID.";
    extraOptions = words "Further arguments.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.autorandr" pkgs lib.platforms.linux) ];
    systemd.user.services.autorandr = lib.hm.library.sessionService {
      description = "Auto-detect the connected display hardware and load the appropriate X11 setup using xrandr";
      exec =
        let
          arguments = optional cfg.ignoreLid "--ignore-lid" ++ optional cfg.matchEdid "--match-edid" ++ cfg.extraOptions;
        in
        "${lib.getExe cfg.package} --change ${lib.escapeShellArgs arguments}";
      service.Type = "oneshot";
    };
  };
}
