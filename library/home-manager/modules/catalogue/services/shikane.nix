# `services.shikane`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (config.wayland.systemd) target;
  format = pkgs.formats.toml { };
in
lib.hm.library.service args "shikane" {
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`shikane/config.toml`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.shikane" pkgs lib.platforms.linux) ];
    xdg.configFile."shikane/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "shikane-config" cfg.settings;
    };
    systemd.user.services.shikane = lib.hm.library.sessionService {
      description = "Dynamic output configuration tool";
      exec = lib.getExe cfg.package;
      after = [ target ];
      inherit target;
      unit.Documentation = "man:shikane(1)";
    };
  };
}
