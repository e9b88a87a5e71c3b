# `wayland.windowManager.river`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt text;
  cfg = config.wayland.windowManager.river;
  session = import ../parts/wlroots-session.nix { inherit lib pkgs; name = "river"; };
  value =
    with types;
    nullOr (oneOf [ bool int float str path (attrsOf value) (listOf value) ]) // { description = "River configuration value"; };

  shown =
    value:
    if builtins.isBool value then
      if value then "enabled" else "disabled"
    else if builtins.isFloat value then
      lib.strings.floatToString value
    else
      toString value;
  # One command for each value, behind the names that lead to it.
  commands =
    words: value:
    if builtins.isAttrs value && !lib.isDerivation value then
      lib.concatLists (lib.mapAttrsToList (name: commands (words ++ [ name ])) value)
    else if builtins.isList value then
      lib.concatMap (commands words) value
    else
      lib.optional (value != null) (lib.concatStringsSep " " (words ++ [ (shown value) ]));
in
{
  options.wayland.windowManager.river = {
    enable = lib.mkEnableOption "river";
    package = lib.mkPackageOption pkgs "river-classic" { nullable = true; };
    xwayland.enable = lib.mkEnableOption "XWayland" // { default = true; };
    systemd = session.options;
    extraSessionVariables = opt types.attrs { } "More variables of its session.";
    settings = opt value { } "Arguments of {command}`riverctl`.";
    extraConfig = text "More lines of {file}`river/init`.";
  };
  config = mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "wayland.windowManager.river" pkgs lib.platforms.linux) ];
    home.packages = lib.optional (cfg.package != null) cfg.package ++ lib.optional cfg.xwayland.enable pkgs.xwayland;
    xdg.configFile."river/init".source = pkgs.writeShellScript "init" (
      ''
        # Variables
        ${config.lib.shell.exportAll cfg.extraSessionVariables}

        # Settings
        ${lib.concatStringsSep "\n" (commands [ "riverctl" ] cfg.settings)}

        # More
        ${cfg.extraConfig}

      ''
      + lib.optionalString cfg.systemd.enable "# systemd\n${session.start cfg.systemd}\n"
    );
    systemd.user.targets.river-session = mkIf cfg.systemd.enable session.target;
  };
}
