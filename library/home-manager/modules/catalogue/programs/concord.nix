# `programs.concord`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  format = pkgs.formats.toml { };
  document = lib.hm.library.opt (types.submodule { freeformType = format.type; }) { };
in
lib.hm.library.program args "concord" {
  title = "Concord, a client of Discord for terminals";
  package = "concord-tui";
  nullable = true;
  options = {
    settings = document "Contents of {file}`concord/config.toml`.";
    keymapSettings = document "Its keys, the table `keymap` of {file}`concord/keymap.toml`.";
    themeSettings = document "Contents of {file}`concord/theme.toml`.";
  };
  config =
    cfg:
    let
      file = name: value: content: mkIf (value != { }) { source = format.generate "concord-${name}.toml" content; };
    in
    {
      xdg.configFile = {
        "concord/config.toml" = file "config" cfg.settings cfg.settings;
        "concord/keymap.toml" = file "keymap" cfg.keymapSettings { keymap = cfg.keymapSettings; };
        "concord/theme.toml" = file "theme" cfg.themeSettings cfg.themeSettings;
      };
    };
}
