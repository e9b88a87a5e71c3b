# `programs.flashspace`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) opt;
  toml = pkgs.formats.toml { };
  json = pkgs.formats.json { };
in
lib.hm.library.program args "flashspace" {
  nullable = true;
  options = {
    settings = opt toml.type { } "Contents of {file}`flashspace/settings.toml`.";
    profiles = opt json.type { } "Contents of {file}`flashspace/profiles.json`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "programs.flashspace" pkgs lib.platforms.darwin) ];
    xdg.configFile = {
      "flashspace/settings.toml" = mkIf (cfg.settings != { }) {
        source = toml.generate "flashspace-settings" cfg.settings;
      };
      "flashspace/profiles.json" = mkIf (cfg.profiles != { }) {
        source = json.generate "flashspace-profiles" cfg.profiles;
      };
    };
  };
}
