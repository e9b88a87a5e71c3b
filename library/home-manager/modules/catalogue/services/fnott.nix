# `services.fnott`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) described opt words;
  inherit (config.wayland.systemd) target;
  format = pkgs.formats.ini { };
in
lib.hm.library.service args "fnott" {
  title = "notifications by fnott";
  options = {
    extraFlags = words "Further arguments.";
    configFile = described ''"$XDG_CONFIG_HOME/fnott/fnott.ini"'' (
      opt (types.either types.str types.path) "${config.xdg.configHome}/fnott/fnott.ini" "The file that it reads."
    );
    settings = opt format.type { } "Contents of {file}`fnott/fnott.ini`.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.fnott" pkgs lib.platforms.linux) ];
    xdg.configFile."fnott/fnott.ini".source = format.generate "fnott.ini" cfg.settings;
    xdg.dataFile."dbus-1/services/fnott.service".text = ''
      [D-BUS Service]
      Name=org.freedesktop.Notifications
      Exec=${cfg.package}/bin/fnott
      SystemdService=fnott.service
    '';
    systemd.user.services.fnott = {
      Unit = {
        Description = "Fnott notification daemon";
        Documentation = "man:fnott(1)";
        After = [ target ];
        PartOf = [ target ];
        ConditionEnvironment = "WAYLAND_DISPLAY";
      };
      Service = {
        Type = "dbus";
        BusName = "org.freedesktop.Notifications";
        ExecStart =
          "${cfg.package}/bin/fnott -c ${lib.escapeShellArg cfg.configFile}"
          + lib.optionalString (cfg.extraFlags != [ ]) " ${lib.escapeShellArgs cfg.extraFlags}";
      };
    };
  };
}
