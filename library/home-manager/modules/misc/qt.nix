# `qt`: themes of programs made with Qt.
{ config, pkgs, lib, ... }:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe opt;
  cfg = config.qt;
  variants = [ "qt5ct" "qt6ct" ];
  ini = pkgs.formats.ini { listToValue = lib.concatStringsSep ", "; };
  themePackage = maybe (types.either types.package (types.listOf types.package)) "What it is in.";

  # What a platform theme needs, and a style.
  platforms = {
    gnome = [ pkgs.qgnomeplatform pkgs.qgnomeplatform-qt6 ];
    adwaita = [ pkgs.qadwaitadecorations pkgs.qadwaitadecorations-qt6 ];
    gtk2 = gtk2Plugins;
    kde = [ pkgs.kdePackages.kio pkgs.kdePackages.plasma-integration pkgs.kdePackages.systemsettings ];
    lxqt = [ pkgs.lxqt.lxqt-qtplugin pkgs.lxqt.lxqt-config ];
    qtct = [ pkgs.libsForQt5.qt5ct pkgs.qt6Packages.qt6ct ];
  };
  gtk2Plugins = [ pkgs.libsForQt5.qtstyleplugins pkgs.qt6Packages.qt6gtk2 ];
  styles =
    lib.genAttrs [ "bb10bright" "bb10dark" "cleanlooks" "motif" "cde" "plastique" ] (_: pkgs.libsForQt5.qtstyleplugins)
    // lib.genAttrs [ "adwaita" "adwaita-dark" "adwaita-highcontrast" "adwaita-highcontrastinverse" ] (
      _: [ pkgs.adwaita-qt pkgs.adwaita-qt6 ]
    )
    // {
      gtk2 = gtk2Plugins;
      breeze = [ pkgs.kdePackages.breeze pkgs.kdePackages.breeze.qt5 ];
      kvantum = [ pkgs.libsForQt5.qtstyleplugin-kvantum pkgs.qt6Packages.qtstyleplugin-kvantum ];
    };

  # The platform theme, by its older form (a word) or the newer one.
  isWord = lib.isString cfg.platformTheme;
  given =
    if cfg.platformTheme == null then
      { name = null; package = null; }
    else if isWord then
      { name = cfg.platformTheme; package = null; }
    else
      cfg.platformTheme;
  path = [ "qt" "platformTheme" ] ++ lib.optional (!isWord) "name";
  option = lib.concatStringsSep "." path;
  name = if given.name == "kde6" then "kde" else given.name;

  variables =
    lib.optionalAttrs (name != null) {
      QT_QPA_PLATFORMTHEME = { gtk = "gtk3"; qtct = "qt5ct"; }.${name} or name;
    }
    // lib.optionalAttrs (cfg.style.name != null) { QT_STYLE_OVERRIDE = cfg.style.name; };
  below = prefix: map (qt: "${config.home.profileDirectory}/${qt.qtbase.${prefix}}") [ pkgs.qt5 pkgs.qt6 ];
  paths = {
    QT_PLUGIN_PATH = below "qtPluginPrefix";
    QML2_IMPORT_PATH = below "qtQmlPrefix";
  };
  listOfPackage = package: lib.optionals (package != null) (lib.toList package);
in
{
  imports = [
    (lib.mkChangedOptionModule [ "qt" "useGtkTheme" ] [ "qt" "platformTheme" ] (
      config: if config.qt.useGtkTheme then { name = "gtk2"; } else null
    ))
  ];

  options.qt = {
    enable = lib.mkEnableOption "themes of Qt";
    platformTheme = maybe (types.either
      (types.enum [
        "gtk"
        "gtk3"
        "gnome"
        "adwaita"
        "lxqt"
        "qtct"
        "kde"
        "kde6"
      ])
      (types.submodule {
        options = {
          name = maybe types.str "The platform theme.";
          package = themePackage;
        };
      })
    ) "The platform theme.";
    style = {
      name = maybe types.str "The style.";
      package = themePackage;
    };
  }
  // lib.listToAttrs (
    map (variant: lib.nameValuePair "${variant}Settings" (maybe ini.type "Contents of {file}`${variant}/${variant}.conf`.")) variants
  );

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = name == "gnome" -> cfg.style.name != null && cfg.style.package != null;
        message = ''
          `qt.platformTheme.name` "gnome" must have `qt.style` set to a theme that
          supports both Qt and Gtk, for example "adwaita", "adwaita-dark", or "breeze".
        '';
      }
    ];
    warnings =
      lib.optional isWord "The option `qt.platformTheme` has been renamed to `qt.platformTheme.name`."
      ++ lib.optional (
        name == "gnome" && given.package == null
      ) "The value `gnome` for option `${option}` is deprecated. Use `adwaita` instead."
      ++ lib.optional (given.name == "kde6") (
        lib.hm.deprecations.mkDeprecatedOptionValueRenameWarning {
          option = path;
          old = ''"kde6"'';
          replacement = ''"kde"'';
        }
      )
      ++ lib.optional (name == "gtk")
        "The value `gtk` for option `${option}` is deprecated. Use `gtk2` to keep the legacy qtstyleplugins or `gtk3` to use the modern native Qt GTK3 plugin.";

    qt.style.package = mkIf (cfg.style.name != null) (
      lib.mkDefault (styles.${lib.toLower cfg.style.name} or null)
    );
    home = {
      sessionVariables = variables;
      sessionSearchVariables = paths;
      packages =
        (if listOfPackage given.package != [ ] then listOfPackage given.package else lib.optionals (name != null) platforms.${name} or [ ])
        ++ listOfPackage cfg.style.package;
    };
    # Services start programs too.
    systemd.user.sessionVariables = variables // lib.mapAttrs (_: lib.concatStringsSep ":") paths;
    xsession.importedVariables = [
      "QT_PLUGIN_PATH"
      "QML2_IMPORT_PATH"
    ]
    ++ lib.attrNames variables;
    xdg.configFile = lib.listToAttrs (
      lib.concatMap (
        variant:
        let
          settings = cfg."${variant}Settings";
        in
        lib.optional (settings != null) (
          lib.nameValuePair "${variant}/${variant}.conf" { source = ini.generate "${variant}-config" settings; }
        )
      ) variants
    );
  };
}
