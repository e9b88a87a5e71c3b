# What the versions of GTK share.
{ lib }:
let
  inherit (lib) optionalAttrs types;
  inherit (lib.hm.library) maybe need;
  theme =
    what: more:
    types.submodule {
      options = {
        package = maybe types.package "Package with the ${what}.";
        name = need types.str "Name of the ${what}.";
      }
      // more;
    };
in
rec {
  types' = {
    font = lib.hm.types.fontType;
    theme = theme "theme" { };
    iconTheme = theme "icon theme" { };
    cursorTheme = theme "cursor theme" { size = maybe types.int "Size of the pointer."; };
    colorScheme = types.enum [
      "dark"
      "light"
    ];
  };

  # The fields of settings.ini.
  settings =
    version:
    {
      font,
      theme,
      iconTheme,
      cursorTheme,
      colorScheme ? null,
      ...
    }:
    optionalAttrs (font != null) {
      gtk-font-name = "${font.name} ${toString (if font.size == null then 11 else font.size)}";
    }
    // optionalAttrs (theme != null) { gtk-theme-name = theme.name; }
    // optionalAttrs (iconTheme != null) { gtk-icon-theme-name = iconTheme.name; }
    // optionalAttrs (cursorTheme != null) { gtk-cursor-theme-name = cursorTheme.name; }
    // optionalAttrs (cursorTheme != null && cursorTheme.size != null) {
      gtk-cursor-theme-size = cursorTheme.size;
    }
    // optionalAttrs (colorScheme == "dark") { gtk-application-prefer-dark-theme = true; }
    // optionalAttrs (version == 4 && colorScheme != null) {
      gtk-interface-color-scheme = if colorScheme == "dark" then 2 else 3;
    };

  ini = lib.generators.toINI {
    mkKeyValue =
      key: value:
      "${lib.escape [ "=" ] key}=${if lib.isBool value then lib.boolToString value else toString value}";
  };

  packages =
    versions:
    let
      of = v: map (part: part.package) (lib.filter (part: part != null) [ v.theme v.iconTheme v.cursorTheme v.font ]);
    in
    lib.unique (lib.filter (p: p != null) (lib.concatMap of (lib.filter (v: v.enable) versions)));
}
