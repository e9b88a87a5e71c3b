# `programs.gnome-terminal`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) enabled flag maybe need opt;
  erase = types.enum [ "auto" "ascii-backspace" "ascii-delete" "delete-sequence" "tty" ];
  pair = types.submodule {
    options = {
      foreground = need types.str "Of the text.";
      background = need types.str "Behind it.";
    };
  };
  colors = types.submodule {
    options = {
      foregroundColor = need types.str "Of the text.";
      backgroundColor = need types.str "Behind it.";
      boldColor = maybe types.str "Of bold text.";
      palette = need (types.listOf types.str) "The colours of programs.";
      cursor = maybe pair "Of the cursor.";
      highlight = maybe pair "Of what is selected.";
    };
  };
  profile.options = {
    default = flag "Whether it is the default.";
    visibleName = need types.str "Its name.";
    colors = maybe colors "Its colours; those of the theme without them.";
    cursorBlinkMode = opt (types.enum [ "system" "on" "off" ]) "system" "Whether the cursor blinks.";
    cursorShape = opt (types.enum [ "block" "ibeam" "underline" ]) "block" "How the cursor looks.";
    font = maybe types.str "Its font; that of the system without one.";
    allowBold = maybe types.bool "Whether text is bold.";
    scrollOnOutput = enabled "Whether new text is scrolled to.";
    showScrollbar = enabled "Whether there is a bar to scroll with.";
    scrollbackLines = opt (types.nullOr types.int) 10000 "Lines that are kept.";
    customCommand = maybe types.str "Command in place of the shell.";
    loginShell = flag "Whether the shell is one of a login.";
    backspaceBinding = opt erase "ascii-delete" "What the backspace key sends.";
    boldIsBright = maybe types.bool "Whether bold text is bright.";
    deleteBinding = opt erase "delete-sequence" "What the delete key sends.";
    audibleBell = enabled "Whether the bell is heard.";
    transparencyPercent = maybe (types.ints.between 0 100) "How much is seen through it.";
  };

  # Colours of something and whether there are any.
  pairOf =
    what: value:
    { "${what}-colors-set" = value != null; }
    // lib.optionalAttrs (value != null) {
      "${what}-foreground-color" = value.foreground;
      "${what}-background-color" = value.background;
    };
  colorsOf =
    p:
    {
      foreground-color = p.colors.foregroundColor;
      background-color = p.colors.backgroundColor;
      inherit (p.colors) palette;
      bold-color-same-as-fg = p.colors.boldColor == null;
    }
    // lib.hm.library.notNull {
      allow-bold = p.allowBold;
      bold-color = p.colors.boldColor;
      bold-is-bright = p.boldIsBright;
    }
    // pairOf "cursor" p.colors.cursor
    // pairOf "highlight" p.colors.highlight
    // lib.optionalAttrs (p.transparencyPercent != null) {
      background-transparency-percent = p.transparencyPercent;
      use-theme-transparency = false;
      use-transparent-background = true;
    };
  settingsOf =
    p:
    {
      audible-bell = p.audibleBell;
      visible-name = p.visibleName;
      scroll-on-output = p.scrollOnOutput;
      scrollbar-policy = if p.showScrollbar then "always" else "never";
      scrollback-lines = p.scrollbackLines;
      cursor-shape = p.cursorShape;
      cursor-blink-mode = p.cursorBlinkMode;
      login-shell = p.loginShell;
      backspace-binding = p.backspaceBinding;
      delete-binding = p.deleteBinding;
      use-custom-command = p.customCommand != null;
      use-system-font = p.font == null;
      use-theme-colors = p.colors == null;
    }
    // lib.hm.library.notNull {
      custom-command = p.customCommand;
      inherit (p) font;
    }
    // lib.optionalAttrs (p.colors != null) (colorsOf p);

  hex = length: "[[:xdigit:]]{${toString length}}";
  isUUID = name: builtins.match "${hex 8}-${hex 4}-${hex 4}-${hex 4}-${hex 12}" name != null;
  path = "org/gnome/terminal/legacy";
in
lib.hm.library.program args "gnome-terminal" {
  nullable = true;
  options = {
    showMenubar = enabled "Whether new windows have a menu.";
    themeVariant = opt (types.enum [ "default" "light" "dark" "system" ]) "default" "Whether it is light or dark.";
    profile = opt (types.attrsOf (types.submodule profile)) { } "Profiles by their UUID.";
  };
  config =
    cfg:
    let
      bad = lib.filter (name: !isUUID name) (lib.attrNames cfg.profile);
    in
    {
      assertions = [
        {
          assertion = bad == [ ];
          message = "The attribute name of a Gnome Terminal profile must be a UUID.\nIncorrect profile names: ${lib.concatStringsSep ", " bad}";
        }
      ];
      dconf.settings = {
        ${path} = {
          default-show-menubar = cfg.showMenubar;
          theme-variant = cfg.themeVariant;
          schema-version = 3;
        };
        "${path}/profiles:" = {
          default = lib.head (lib.attrNames (lib.filterAttrs (_: p: p.default) cfg.profile));
          list = lib.attrNames cfg.profile;
        };
      }
      // lib.mapAttrs' (name: p: lib.nameValuePair "${path}/profiles:/:${name}" (settingsOf p)) cfg.profile;
      programs.bash.enableVteIntegration = true;
      programs.zsh.enableVteIntegration = true;
    };
}
