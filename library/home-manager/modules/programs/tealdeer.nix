# `programs.tealdeer`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
  toml = pkgs.formats.toml { };
  updates = types.submodule {
    freeformType = toml.type;
    options = {
      auto_update = lib.mkEnableOption "reading the pages anew from time to time";
      auto_update_interval_hours = opt types.ints.positive 720 "After how many hours that is.";
    };
  };
  settings = types.submodule {
    freeformType = toml.type;
    options.updates = opt updates { } "Its updates of pages.";
  };
in
lib.hm.library.program args "tealdeer" {
  imports =
    lib.hm.library.gone [ "programs" "tealdeer" ]
      "An activation does not wait for the network. Set `programs.tealdeer.settings.updates.auto_update = true` to have pages updated from time to time."
      [ "updateOnActivation" ];
  options = {
    settings = lib.hm.library.maybe settings "Contents of {file}`tealdeer/config.toml`.";
    enableAutoUpdates = lib.hm.library.enabled "Whether its pages are updated.";
  };
  config = cfg: {
    services.tldr-update = lib.mkIf cfg.enableAutoUpdates {
      enable = true;
      inherit (cfg) package;
    };
    xdg.configFile."tealdeer/config.toml" = lib.mkIf (cfg.settings != null && cfg.settings != { }) {
      source = toml.generate "tealdeer-config" cfg.settings;
    };
  };
}
