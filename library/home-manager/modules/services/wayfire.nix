# `wayland.windowManager.wayfire`.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf optional types;
  inherit (lib.hm.library) described need opt;
  cfg = config.wayland.windowManager.wayfire;
  session = import ../parts/wlroots-session.nix { inherit lib pkgs; name = "wayfire"; };
  ini = with types; attrsOf (attrsOf (either (either str path) (either bool number)));
  text = lib.generators.toINI { };
in
{
  # A module within this one, so that what a home says of plugins is in front.
  imports = [
    {
      _file = ./wayfire.nix;
      wayland.windowManager.wayfire = mkIf cfg.enable {
        plugins = optional cfg.wf-shell.enable cfg.wf-shell.package;
        settings = {
          autostart = mkIf cfg.systemd.enable { systemdActivation = session.start cfg.systemd; };
          core = {
            plugins = toString (optional cfg.systemd.enable "autostart" ++ optional cfg.wf-shell.enable "wayfire-shell");
            xwayland = cfg.xwayland.enable;
          };
        };
      };
    }
  ];
  options.wayland.windowManager.wayfire = {
    enable = lib.mkEnableOption "Wayfire";
    package = lib.mkPackageOption pkgs "wayfire" { nullable = true; };
    plugins = described "with pkgs.wayfirePlugins; [ wf-shell ]" (
      opt (types.listOf types.package) [ pkgs.wayfirePlugins.wf-shell ] "Plugins."
    );
    xwayland.enable = lib.mkEnableOption "XWayland" // { default = true; };
    settings = opt (types.submodule {
      freeformType = ini;
      options.core.plugins = need (types.separatedString " ") "Plugins that it loads.";
    }) { } "Contents of {file}`wayfire.ini`.";
    wf-shell = {
      enable = lib.mkEnableOption "the settings of wf-shell";
      package = lib.mkPackageOption pkgs.wayfirePlugins "wf-shell" { pkgsText = "pkgs.wayfirePlugins"; };
      settings = opt ini { } "Contents of {file}`wf-shell.ini`.";
    };
    systemd = session.options;
  };
  config = mkIf cfg.enable {
    assertions = [ (lib.hm.assertions.assertPlatform "wayland.windowManager.wayfire" pkgs lib.platforms.linux) ];
    home.packages = mkIf (cfg.package != null) (
      [
        (pkgs.wayfire-with-plugins.override {
          wayfire = cfg.package;
          inherit (cfg) plugins;
        })
      ]
      ++ optional cfg.xwayland.enable pkgs.xwayland
    );
    xdg.configFile = {
      "wayfire.ini".text = text cfg.settings;
      "wf-shell.ini" = mkIf cfg.wf-shell.enable { text = text cfg.wf-shell.settings; };
    };
    systemd.user.targets.wayfire-session = mkIf cfg.systemd.enable session.target;
  };
}
