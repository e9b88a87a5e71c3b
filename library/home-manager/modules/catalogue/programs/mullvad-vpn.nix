# `programs.mullvad-vpn`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  json = pkgs.formats.json { };
  folder = if pkgs.stdenv.hostPlatform.isDarwin then "Library/Application Support" else config.xdg.configHome;
in
lib.hm.library.program args "mullvad-vpn" {
  title = "Mullvad VPN";
  nullable = true;
  options.settings = lib.hm.library.opt json.type { } "Contents of {file}`Mullvad VPN/gui_settings.json`.";
  config = cfg: {
    home.file."${folder}/Mullvad VPN/gui_settings.json" = lib.mkIf (cfg.settings != { }) {
      source = json.generate "mullvad-gui-settings" cfg.settings;
    };
  };
}
