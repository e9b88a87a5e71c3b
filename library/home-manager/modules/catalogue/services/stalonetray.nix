# `services.stalonetray`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt text;
  show =
    value:
    if value == null then
      "none"
    else if lib.isBool value then
      lib.boolToString value
    else
      ''"${toString value}"'';
in
lib.hm.library.service args "stalonetray" {
  title = "the tray stalonetray";
  options = {
    config = opt (with types; attrsOf (nullOr (either str (either bool int)))) { } "Settings of {file}`stalonetrayrc`.";
    extraConfig = text "Further lines of it.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.stalonetray" pkgs lib.platforms.linux) ];
    xdg.configFile.stalonetrayrc = lib.mkMerge [
      (mkIf (cfg.config != { }) {
        text = lib.concatStrings (lib.mapAttrsToList (name: value: "${name} ${show value}\n") cfg.config);
      })
      (mkIf (cfg.extraConfig != "") { text = cfg.extraConfig; })
    ];
    systemd.user.services.stalonetray = {
      Unit = {
        Description = "Stalonetray system tray";
        PartOf = [ "tray.target" ];
      };
      Service = {
        ExecStart = "${cfg.package}/bin/stalonetray";
        Restart = "on-failure";
      };
      Install.WantedBy = [ "tray.target" ];
    };
  };
}
