# `gtk`: fonts and themes of GTK's versions 2, 3 and 4.
{ config, lib, ... }:
let
  inherit (lib)
    concatMapStrings
    mkIf
    optionalString
    types
    ;
  inherit (lib.hm.library)
    described
    maybe
    opt
    text
    words
    ;
  shared = import ../parts/gtk.nix { inherit lib; };
  cfg = config.gtk;
  inherit (cfg) gtk2 gtk3 gtk4;

  common = lib.mapAttrs (name: type: maybe type "The ${name} of all versions.") shared.types';
  # What a version has unless it says otherwise is the value of all versions.
  inherited =
    version: names:
    lib.genAttrs names (
      name:
      described "config.gtk.${name}" (
        opt (types.nullOr shared.types'.${name}) cfg.${name} "The ${name} of GTK ${version}."
      )
    );
  version = number: {
    enable = lib.mkEnableOption "the settings of GTK ${number}" // {
      default = true;
    };
  };
  atoms =
    with types;
    attrsOf (oneOf [
      bool
      int
      str
    ]);
  modern = number: {
    extraConfig = opt atoms { } "More settings of GTK ${number}.";
    extraCss = text "Style sheet of GTK ${number}.";
  };

  quoted =
    value:
    if lib.isBool value then
      lib.boolToString value
    else if lib.isString value then
      "\"${value}\""
    else
      toString value;
  line = settings: name: "${lib.escape [ "=" ] name} = ${quoted settings.${name}}\n";
  settings2 = shared.settings 2 (removeAttrs gtk2 [ "colorScheme" ]);
  settings3 = shared.settings 3 gtk3;
  file = settings: extra: { text = shared.ini { Settings = settings // extra; }; };
  themed = gtk4.theme != null && gtk4.theme.package != null;
  location =
    if config.home.preferXdgDirectories then
      "${config.xdg.configHome}/gtk-2.0/gtkrc"
    else
      "${config.home.homeDirectory}/.gtkrc-2.0";
in
{
  options.gtk =
    common
    // {
      enable = lib.mkEnableOption "the settings of GTK";
      gtk2 =
        version "2"
        // inherited "2" [ "font" "theme" "iconTheme" "cursorTheme" ]
        // {
          force = lib.mkEnableOption "removing a file that is in the way";
          extraConfig = text "More lines of the file.";
          configLocation = described "\"\${config.home.homeDirectory}/.gtkrc-2.0\"" (
            opt types.path location "The file."
          );
        };
      gtk3 =
        version "3"
        // inherited "3" [ "font" "theme" "iconTheme" "cursorTheme" "colorScheme" ]
        // modern "3"
        // {
          bookmarks = words "Bookmarks of file managers.";
        };
      gtk4 =
        version "4"
        // inherited "4" [ "font" "iconTheme" "cursorTheme" "colorScheme" ]
        // modern "4"
        // {
          theme = lib.mkOption {
            type = types.nullOr shared.types'.theme;
            inherit
              (lib.hm.deprecations.mkStateVersionOptionDefault {
                inherit (config.home) stateVersion;
                since = "26.05";
                optionPath = [
                  "gtk"
                  "gtk4"
                  "theme"
                ];
                legacy = {
                  value = cfg.theme;
                  text = "config.gtk.theme";
                };
                current.value = null;
              })
              default
              defaultText
              ;
            description = "The theme of GTK 4, which does not support themes: its style sheet is imported.";
          };
        };
    };

  config = mkIf cfg.enable {
    home.packages = shared.packages [ gtk2 gtk3 gtk4 ];
    home.file.${gtk2.configLocation} = mkIf gtk2.enable {
      text = "${concatMapStrings (line settings2) (lib.attrNames settings2)}${gtk2.extraConfig}\n";
      inherit (gtk2) force;
    };
    home.sessionVariables = mkIf gtk2.enable { GTK2_RC_FILES = gtk2.configLocation; };
    xdg.configFile = {
      "gtk-3.0/settings.ini" = mkIf gtk3.enable (file settings3 gtk3.extraConfig);
      "gtk-3.0/gtk.css" = mkIf (gtk3.enable && gtk3.extraCss != "") { text = gtk3.extraCss; };
      "gtk-3.0/bookmarks" = mkIf (gtk3.enable && gtk3.bookmarks != [ ]) {
        text = lib.concatLines gtk3.bookmarks;
      };
      "gtk-4.0/settings.ini" = mkIf gtk4.enable (file (shared.settings 4 gtk4) gtk4.extraConfig);
      "gtk-4.0/gtk.css" = mkIf (gtk4.enable && (gtk4.extraCss != "" || themed)) {
        text =
          optionalString themed ''
            /**
             * GTK 4 reads the theme configured by gtk-theme-name, but ignores it.
             * It does however respect user CSS, so import the theme from here.
            **/
            @import url("file://${gtk4.theme.package}/share/themes/${gtk4.theme.name}/gtk-4.0/gtk.css");
          ''
          + gtk4.extraCss;
      };
    };
    dconf.settings."org/gnome/desktop/interface" = mkIf gtk3.enable (
      lib.hm.library.notNull {
        font-name = settings3.gtk-font-name or null;
        gtk-theme = settings3.gtk-theme-name or null;
        icon-theme = settings3.gtk-icon-theme-name or null;
        cursor-theme = settings3.gtk-cursor-theme-name or null;
        cursor-size = settings3.gtk-cursor-theme-size or null;
        color-scheme = if gtk3.colorScheme == null then null else "prefer-${gtk3.colorScheme}";
      }
    );
  };
}
