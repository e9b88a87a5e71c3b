# What the smaller compositors for Wayland share: the options of their part in systemd, the command that says to it that they
# run, and their target.
{ lib, pkgs, name }:
let
  inherit (lib) types;
  inherit (lib.hm.library) opt;
in
{
  options = {
    enable = lib.mkEnableOption null // {
      default = true;
      description = "Whether {file}`${name}-session.target` is started with it, and variables are handed on.";
    };
    variables = opt (types.listOf types.str) [
      "DISPLAY"
      "WAYLAND_DISPLAY"
      "XDG_CURRENT_DESKTOP"
      "NIXOS_OZONE_WL"
      "XCURSOR_THEME"
      "XCURSOR_SIZE"
    ] "Variables that services get.";
    extraCommands = opt (types.listOf types.str) [
      "systemctl --user stop ${name}-session.target"
      "systemctl --user start ${name}-session.target"
    ] "Commands after that.";
  };
  start =
    cfg:
    "${pkgs.dbus}/bin/dbus-update-activation-environment --systemd ${toString cfg.variables} ${
      toString (map (command: "&& ${command}") cfg.extraCommands)
    }";
  target.Unit = {
    Description = "${name} compositor session";
    Documentation = [ "man:systemd.special(7)" ];
    BindsTo = [ "graphical-session.target" ];
    Wants = [ "graphical-session-pre.target" ];
    After = [ "graphical-session-pre.target" ];
  };
}
