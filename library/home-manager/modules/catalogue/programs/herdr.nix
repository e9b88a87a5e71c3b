# `programs.herdr`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
in
lib.hm.library.program args "herdr" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`herdr/config.toml`.";
  config = cfg: {
    xdg.configFile."herdr/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "herdr-config.toml" cfg.settings;
      onChange = "${if cfg.package == null then "herdr" else lib.getExe cfg.package} server reload-config || true";
    };
  };
}
