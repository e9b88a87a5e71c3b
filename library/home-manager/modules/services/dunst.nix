# `services.dunst`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) opt;
  atom = with types; either str (either bool (either int (listOf str)));
  yesNo = lib.hm.booleans.yesNo;
  show =
    value:
    if lib.isBool value then
      yesNo value
    else if lib.isString value then
      "\"${value}\""
    else
      toString value;
  toINI = lib.generators.toINI { mkKeyValue = name: value: "${name}=${show value}"; };
  theme.options = {
    package = lib.hm.library.need types.package "Package with the icons.";
    name = lib.hm.library.need types.str "Name of the icons.";
    size = opt types.str "32x32" "Their size.";
  };

  hicolor = {
    package = pkgs.hicolor-icon-theme;
    name = "hicolor";
    size = "32x32";
  };
  kinds = [
    "actions"
    "animations"
    "apps"
    "categories"
    "devices"
    "emblems"
    "emotes"
    "filesystem"
    "intl"
    "legacy"
    "mimetypes"
    "places"
    "status"
    "stock"
  ];
  # Folders of icons: those of the theme, and behind another theme than hicolor those of hicolor.
  iconPath =
    theme:
    let
      isOther = hicolor != { inherit (theme) package name size; };
      roots = [ "/run/current-system/sw" config.home.profileDirectory theme.package ] ++ lib.optional isOther hicolor.package;
      names = [ theme.name ] ++ lib.optional isOther hicolor.name;
      below = root: kind: map (name: "${root}/share/icons/${name}/${theme.size}/${kind}") names;
    in
    lib.concatStringsSep ":" (lib.concatMap (root: lib.concatMap (below root) kinds) roots);
in
lib.hm.library.service args "dunst" {
  title = "notifications by dunst";
  options = {
    settings = opt (lib.hm.types.dagOf (types.submodule { freeformType = types.attrsOf atom; })) { } "Sections of {file}`dunst/dunstrc`; rules take their order by {var}`lib.hm.dag`.";
    configFile = lib.hm.library.maybe (types.either types.str types.path) "Its file, in place of the made one.";
    waylandDisplay = opt types.str "" "Display of Wayland.";
    iconTheme = opt (types.submodule theme) hicolor "The icons.";
  };
  config = cfg: {
    assertions = [ (lib.hm.assertions.assertPlatform "services.dunst" pkgs lib.platforms.linux) ];
    xdg.dataFile."dbus-1/services/org.knopwob.dunst.service".source = "${cfg.package}/share/dbus-1/services/org.knopwob.dunst.service";
    services.dunst.settings.global.icon_path = iconPath cfg.iconTheme;
    xdg.configFile."dunst/dunstrc" = mkIf (cfg.settings != { }) {
      text = lib.concatMapStringsSep "\n" (section: toINI { ${section.name} = section.value; }) (
        lib.hm.generators.sortDAGEntries { cycleErrorMessage = "Dependency cycle in dunst settings"; } cfg.settings
      );
    };
    systemd.user.services.dunst = {
      Unit = {
        Description = "Dunst notification daemon";
        After = [ config.wayland.systemd.target ];
        PartOf = [ config.wayland.systemd.target ];
        X-Reload-Triggers = mkIf (cfg.settings != { }) [ "${config.xdg.configFile."dunst/dunstrc".source}" ];
      };
      Service = {
        Type = "dbus";
        BusName = "org.freedesktop.Notifications";
        ExecStart = lib.escapeShellArgs (
          [ "${cfg.package}/bin/dunst" ] ++ lib.optionals (cfg.configFile != null) [ "-config" cfg.configFile ]
        );
        ExecReload = "${cfg.package}/bin/dunstctl reload";
        Environment = lib.optionalString (cfg.waylandDisplay != "") "WAYLAND_DISPLAY=${cfg.waylandDisplay}";
      };
    };
  };
}
