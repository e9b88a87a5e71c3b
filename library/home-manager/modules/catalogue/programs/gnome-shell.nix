# `programs.gnome-shell`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mkIf types;
  inherit (lib.hm.library) maybe need opt;
  extension =
    { config, ... }:
    {
      options = {
        id = need types.str "Its identity.";
        package = need types.package "The extension.";
      };
      config.id = mkIf (config.package ? extensionUuid) (lib.mkDefault config.package.extensionUuid);
    };
  theme.options = {
    name = need types.str "Its name.";
    package = maybe types.package "Package with it.";
  };
in
lib.hm.library.program args "gnome-shell" {
  title = "settings of GNOME's shell";
  package = null;
  options = {
    extensions = opt (types.listOf (types.submodule extension)) [ ] "Extensions.";
    theme = maybe (types.submodule theme) "The theme.";
  };
  config =
    cfg:
    let
      themes = pkgs.gnomeExtensions.user-themes;
      extensions =
        cfg.extensions
        ++ lib.optional (cfg.theme != null) {
          id = themes.extensionUuid;
          package = themes;
        };
    in
    {
      dconf.settings = {
        "org/gnome/shell" = mkIf (extensions != [ ]) {
          disable-user-extensions = false;
          enabled-extensions = lib.catAttrs "id" extensions;
        };
        "org/gnome/shell/extensions/user-theme" = mkIf (cfg.theme != null) { inherit (cfg.theme) name; };
      };
      home.packages =
        lib.catAttrs "package" extensions
        ++ lib.optional (cfg.theme != null && cfg.theme.package != null) cfg.theme.package;
    };
}
