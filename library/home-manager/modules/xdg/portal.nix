# `xdg.portal`: portals through which applications reach the desktop.
{
  config,
  lib,
  osConfig,
  pkgs,
  ...
}:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) flag opt packages;
  cfg = config.xdg.portal;
  joined = types.coercedTo (types.either (types.listOf types.str) types.str) (
    value: lib.concatStringsSep ";" (lib.toList value)
  ) types.str;
  folder = "${config.home.profileDirectory}/share/xdg-desktop-portal/portals";
  linked = path: lib.elem path osConfig.environment.pathsToLink;
  needsLinks =
    pkgs.stdenv.hostPlatform.isLinux
    && config.submoduleSupport.enable
    && osConfig.home-manager.useUserPackages;
in
{
  options.xdg.portal = {
    enable = flag "Whether portals are set up." // {
      example = true;
    };
    extraPortals = packages "Packages with portals.";
    xdgOpenUsePortal = flag "Whether {command}`xdg-open` goes through the portal.";
    config = opt (types.attrsOf (types.attrsOf joined)) { } "Which portal serves which interface, by desktop; `common` for all.";
    configPackages = packages "Packages that say which portal serves which interface.";
  };

  config = mkIf cfg.enable {
    assertions = [
      (lib.hm.assertions.assertPlatform "xdg.portal" pkgs lib.platforms.linux)
      {
        assertion = cfg.extraPortals != [ ];
        message = "Setting xdg.portal.enable to true requires a portal implementation in xdg.portal.extraPortals such as xdg-desktop-portal-gtk or xdg-desktop-portal-kde.";
      }
      {
        assertion = needsLinks -> linked "/share/applications" && linked "/share/xdg-desktop-portal";
        message = "xdg.portal: with 'home-manager.useUserPackages' the host needs environment.pathsToLink = [ \"/share/applications\" \"/share/xdg-desktop-portal\" ];\n";
      }
    ];
    warnings = lib.optional (
      cfg.configPackages == [ ] && cfg.config == { }
    ) "xdg-desktop-portal wants to know which portal to use: set `xdg.portal.config` or `xdg.portal.configPackages`; `xdg.portal.config.common.default = \"*\"` takes the first.\n";

    home = {
      packages = [ pkgs.xdg-desktop-portal ] ++ cfg.extraPortals ++ cfg.configPackages;
      sessionVariables = lib.mkMerge [
        { NIX_XDG_DESKTOP_PORTAL_DIR = folder; }
        (mkIf cfg.xdgOpenUsePortal { NIXOS_XDG_OPEN_USE_PORTAL = "1"; })
      ];
    };
    systemd.user.sessionVariables.NIX_XDG_DESKTOP_PORTAL_DIR = folder;
    xdg.configFile = lib.concatMapAttrs (
      desktop: preferred:
      lib.optionalAttrs (preferred != { }) {
        "xdg-desktop-portal/${
          lib.optionalString (desktop != "common") "${desktop}-"
        }portals.conf".text = lib.generators.toINI { } { inherit preferred; };
      }
    ) cfg.config;
  };
}
