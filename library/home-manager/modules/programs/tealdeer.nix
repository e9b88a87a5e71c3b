# `programs.tealdeer`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  toml = pkgs.formats.toml { };
in
lib.hm.library.program args "tealdeer" {
  options = {
    settings = lib.hm.library.maybe toml.type "Contents of {file}`tealdeer/config.toml`.";
    enableAutoUpdates = lib.hm.library.enabled "Whether its pages are updated.";
  };
  config = cfg: {
    xdg.configFile."tealdeer/config.toml" = lib.mkIf (cfg.settings != null && cfg.settings != { }) {
      source = toml.generate "tealdeer-config" cfg.settings;
    };
  };
}
