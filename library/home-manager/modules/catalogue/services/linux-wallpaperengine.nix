# `services.linux-wallpaperengine`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) optional types;
  inherit (lib.hm.library)
    enabled
    flag
    maybe
    need
    opt
    words
    ;
  wallpaper = types.submodule {
    options = {
      monitor = need types.str "Where it is shown.";
      wallpaperId = need types.str "Which it is: its number or folder.";
      extraOptions = words "Further arguments.";
      scaling = maybe (types.enum [ "stretch" "fit" "fill" "default" ]) "How it gets its size.";
      fps = maybe types.int "Pictures a second.";
      audio = {
        silent = flag "Whether it makes no sound.";
        automute = enabled "Whether it is silent where others make sounds.";
        processing = enabled "Whether it reacts to sounds.";
      };
    };
  };
  arguments =
    { audio, ... }@wallpaper:
    optional (wallpaper.fps != null) "--fps=${toString wallpaper.fps}"
    ++ optional (!audio.processing) "--no-audio-processing"
    ++ optional (!audio.automute) "--noautomute"
    ++ optional (wallpaper.scaling != null) "--scaling=${wallpaper.scaling}"
    ++ [ "--screen-root=${wallpaper.monitor}" ]
    ++ optional audio.silent "--silent"
    ++ wallpaper.extraOptions
    ++ [ "--bg" wallpaper.wallpaperId ];
in
lib.hm.library.service args "linux-wallpaperengine" {
  title = "the wallpapers of Wallpaper Engine";
  options = {
    assetsPath = maybe types.path "Folder of Wallpaper Engine's files.";
    clamping = maybe (types.enum [ "clamp" "border" "repeat" ]) "What is beyond the border of a picture.";
    wallpapers = opt (types.listOf wallpaper) [ ] "The wallpapers.";
  };
  config = cfg: {
    assertions = [
      (lib.hm.assertions.assertPlatform "services.linux-wallpaperengine" pkgs lib.platforms.linux)
      {
        assertion = cfg.wallpapers != null;
        message = "`services.linux-wallpaperengine` has no wallpaper.";
      }
    ];
    systemd.user.services.linux-wallpaperengine = lib.hm.library.sessionService {
      description = "Implementation of Wallpaper Engine on Linux";
      exec = toString (
        [ (lib.getExe cfg.package) ]
        ++ optional (cfg.assetsPath != null) "--assets-dir ${cfg.assetsPath}"
        ++ optional (cfg.clamping != null) "--clamping ${cfg.clamping}"
        ++ lib.concatMap arguments cfg.wallpapers
      );
      service.Restart = "on-failure";
    };
  };
}
