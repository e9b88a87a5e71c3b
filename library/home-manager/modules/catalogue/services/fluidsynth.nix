# `services.fluidsynth`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt words;
  servers = [
    "jack"
    "pipewire-pulse"
    "pulseaudio"
  ];
in
lib.hm.library.service args "fluidsynth" {
  title = "the synthesizer FluidSynth";
  install = false;
  options = {
    soundFont = described ''
      "''${pkgs.soundfont-fluid}/share/soundfonts/FluidR3_GM2-2.sf2";
    '' (opt types.path "${pkgs.soundfont-fluid}/share/soundfonts/FluidR3_GM2-2.sf2" "Its sounds.");
    soundService = opt (types.enum servers) "pulseaudio" "Unit of the sound server.";
    extraOptions = words "Further arguments.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.fluidsynth" pkgs lib.platforms.linux) ];
    systemd.user.services.fluidsynth = {
      Unit = {
        Description = "FluidSynth Daemon";
        Documentation = "man:fluidsynth(1)";
        BindsTo = [ "${cfg.soundService}.service" ];
        After = [ "${cfg.soundService}.service" ];
      };
      Service.ExecStart = "${lib.getExe cfg.package} -a pulseaudio -si ${toString cfg.extraOptions} ${cfg.soundFont}";
      Install.WantedBy = [ "default.target" ];
    };
  };
}
