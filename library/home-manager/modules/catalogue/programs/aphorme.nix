# `programs.aphorme`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  format = pkgs.formats.toml { };
in
lib.hm.library.program args "aphorme" {
  nullable = true;
  options.settings = lib.hm.library.opt format.type { } "Contents of {file}`.config/aphorme/config.toml`.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.aphorme" pkgs lib.platforms.linux) ];
    home.file.".config/aphorme/config.toml" = lib.mkIf (cfg.settings != { }) {
      source = format.generate "aphorme-config.toml" cfg.settings;
    };
  };
}
