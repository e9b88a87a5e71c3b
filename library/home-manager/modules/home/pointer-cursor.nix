# `home.pointerCursor`: the mouse pointer, for each system that shows one.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:
let
  inherit (lib) mkDefault mkIf types;
  inherit (lib.hm.library) need opt;
  cfg = config.home.pointerCursor;
  definitions = options.home.pointerCursor;

  size = where: opt types.int cfg.size "Size ${where}." // {
    defaultText = "config.home.pointerCursor.size";
    example = 32;
  };
  backend = name: {
    enable = lib.mkEnableOption "the pointer in ${name}";
    size = size "in ${name}";
  };
  pointer.options = {
    enable = lib.mkEnableOption "the pointer";
    package = need types.package "Package with the theme.";
    name = need types.str "Name of the theme.";
    size = opt types.int 32 "Size of the pointer.";
    x11 = backend "X11" // {
      defaultCursor = opt types.str "left_ptr" "Which of the theme's pointers.";
    };
    gtk = backend "GTK";
    hyprcursor = backend "Hyprland";
    sway = backend "Sway";
    dotIcons.enable = lib.mkEnableOption "the links in {file}`~/.icons`" // {
      default = true;
    };
  };

  # Setting anything used to enable the pointer.
  isSet = definitions.highestPrio != (lib.mkOptionDefault { }).priority;
  saysEnable = lib.any (def: def ? enable) definitions.definitions;
  enable = if saysEnable then cfg.enable else isSet;

  theme = pkgs.writeTextFile {
    name = "index.theme";
    destination = "/share/icons/default/index.theme";
    text = ''
      [Icon Theme]
      Name=Default
      Comment=Default Cursor Theme
      Inherits=${cfg.name}
    '';
  };
  links = folder: {
    "${folder}/default/index.theme".source = "${theme}/share/icons/default/index.theme";
    "${folder}/${cfg.name}".source = "${cfg.package}/share/icons/${cfg.name}";
  };
  file = "${cfg.package}/share/icons/${lib.escapeShellArg cfg.name}/cursors/${lib.escapeShellArg cfg.x11.defaultCursor}";
in
{
  options.home.pointerCursor = opt (types.submodule pointer) { } "The mouse pointer; each system that shows it is enabled on its own.";

  config = lib.mkMerge [
    {
      warnings = lib.optional (isSet && !saysEnable) ''
        Relying on `home.pointerCursor` to enable cursor config generation is deprecated.
        Please update your configuration to explicitly set:

          home.pointerCursor.enable = ${lib.boolToString enable};
      '';
    }
    (mkIf enable {
      assertions = [ (lib.hm.assertions.assertPlatform "home.pointerCursor" pkgs lib.platforms.linux) ];
      home = {
        packages = [
          cfg.package
          theme
        ];
        sessionVariables = lib.mkMerge [
          {
            XCURSOR_SIZE = mkDefault cfg.x11.size;
            XCURSOR_THEME = mkDefault cfg.name;
          }
          (mkIf cfg.hyprcursor.enable {
            HYPRCURSOR_SIZE = cfg.hyprcursor.size;
            HYPRCURSOR_THEME = cfg.name;
          })
        ];
        sessionSearchVariables.XCURSOR_PATH = [ "${config.home.profileDirectory}/share/icons" ];
        file = mkIf cfg.dotIcons.enable (links ".icons");
      };
      xdg.dataFile = links "icons";
      xsession.profileExtra = mkIf cfg.x11.enable "${lib.getExe pkgs.xsetroot} -xcf ${file} ${toString cfg.x11.size}\n";
      xresources.properties = mkIf cfg.x11.enable {
        "Xcursor.size" = cfg.x11.size;
        "Xcursor.theme" = cfg.name;
      };
      gtk.cursorTheme = mkIf cfg.gtk.enable (mkDefault {
        inherit (cfg) package name;
        inherit (cfg.gtk) size;
      });
    })
  ];
}
