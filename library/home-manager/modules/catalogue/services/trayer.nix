# `services.trayer`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  show = value: if lib.isBool value then lib.boolToString value else toString value;
in
lib.hm.library.service args "trayer" {
  title = "the tray trayer";
  options.settings = lib.hm.library.opt (with lib.types; attrsOf (nullOr (either str (either bool int)))) { } "Its arguments by name.";
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.trayer" pkgs lib.platforms.linux) ];
    systemd.user.services.trayer = {
      Unit = {
        Description = "trayer -- lightweight GTK2+ systray for UNIX desktops";
        PartOf = [ "tray.target" ];
      };
      Service = {
        ExecStart = "${cfg.package}/bin/trayer ${toString (lib.mapAttrsToList (name: value: "--${name} ${show value}") cfg.settings)}";
        Restart = "on-failure";
      };
      Install.WantedBy = [ "tray.target" ];
    };
  };
}
