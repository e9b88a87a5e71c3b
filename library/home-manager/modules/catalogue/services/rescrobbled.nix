# `services.rescrobbled`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
in
lib.hm.library.service args "rescrobbled" {
  title = "the scrobbler rescrobbled";
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`rescrobbled/config.toml`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.rescrobbled" pkgs lib.platforms.linux) ];
    xdg.configFile."rescrobbled/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "rescrobbled-config" cfg.settings;
    };
    systemd.user.services.rescrobbled = {
      Unit = {
        Description = "An MPRIS scrobbler";
        Documentation = "https://github.com/InputUsername/rescrobbled";
      };
      Service.ExecStart = lib.getExe cfg.package;
      Install.WantedBy = [ "default.target" ];
    };
  };
}
