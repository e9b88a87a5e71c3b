# `programs.keepassxc`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf;
  inherit (lib.hm.library) flag opt;
  format = pkgs.formats.ini { };
  isDarwin = pkgs.stdenv.hostPlatform.isDarwin;
in
lib.hm.library.program args "keepassxc" {
  title = "KeePassXC";
  nullable = true;
  options = {
    settings = opt format.type { } "Contents of {file}`keepassxc.ini`.";
    autostart = flag "Whether it is started with the session, by {option}`xdg.autostart`." // { example = true; };
  };
  config =
    cfg:
    let
      source = format.generate "keepassxc-settings" cfg.settings;
      host.nativeMessagingHosts = mkIf (cfg.package != null) [ cfg.package ];
    in
    {
      assertions = [
        {
          assertion = cfg.autostart -> config.xdg.autostart.enable;
          message = ''
            Without {option}`xdg.autostart.enable` nothing is started by
            {option}`programs.keepassxc.autostart`.
          '';
        }
      ];
      xdg.autostart.entries = mkIf cfg.autostart [
        "${cfg.package}/share/applications/org.keepassxc.KeePassXC.desktop"
      ];
      xdg.configFile."keepassxc/keepassxc.ini" = mkIf (cfg.settings != { }) {
        enable = !isDarwin;
        inherit source;
      };
      home.file."Library/Application Support/KeePassXC/keepassxc.ini" = mkIf (cfg.settings != { }) {
        enable = isDarwin;
        inherit source;
      };
      programs = {
        brave = host;
        chromium = host;
        firefox = host;
        floorp = host;
        vivaldi = host;
      };
    };
}
