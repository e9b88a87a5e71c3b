# `services.spotifyd`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  toml = pkgs.formats.toml { };
in
lib.hm.library.service args "spotifyd" {
  title = "music of Spotify by spotifyd";
  options.settings = lib.hm.library.opt toml.type { } "Its settings.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.spotifyd" pkgs lib.platforms.linux) ];
    systemd.user.services.spotifyd = {
      Unit = {
        Description = "spotify daemon";
        Documentation = "https://github.com/Spotifyd/spotifyd";
      };
      Service = {
        ExecStart = "${cfg.package}/bin/spotifyd --no-daemon --config-path ${toml.generate "spotifyd.conf" cfg.settings}";
        Restart = "always";
        RestartSec = 12;
      };
      Install.WantedBy = [ "default.target" ];
    };
  };
}
