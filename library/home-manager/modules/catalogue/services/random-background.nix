# `services.random-background`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library)
    enabled
    maybe
    need
    opt
    ;
  displays = [
    "center"
    "fill"
    "max"
    "scale"
    "tile"
  ];
in
lib.hm.library.service args "random-background" {
  package = "feh";
  title = "another picture of the desktop each time";
  install = false;
  options = {
    imageDirectory = need types.str "Folder of the pictures.";
    display = opt (types.enum displays) "fill" "How a picture lies.";
    interval = maybe types.str "Time to the next picture, as {manpage}`systemd.time(7)` has it.";
    enableXinerama = enabled "Whether each screen has a picture.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.random-background" pkgs lib.platforms.linux) ];
    systemd.user = {
      services.random-background = lib.hm.library.sessionService {
        description = "Set random desktop background using feh";
        exec =
          "${lib.getExe cfg.package} --bg-${cfg.display} --no-fehbg --randomize"
          + lib.optionalString (!cfg.enableXinerama) " --no-xinerama"
          + " ${cfg.imageDirectory}";
        service = {
          Type = "oneshot";
          IOSchedulingClass = "idle";
        };
      };
      timers.random-background = lib.mkIf (cfg.interval != null) {
        Unit.Description = "Set random desktop background using feh";
        Timer.OnUnitActiveSec = cfg.interval;
        Install.WantedBy = [ "timers.target" ];
      };
    };
  };
}
