# `programs.urxvt`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) mapAttrs' nameValuePair types;
  inherit (lib.hm.library) enabled flag opt strings words;
  choice = values: opt (types.enum values);
  bar = types.submodule {
    options = {
      enable = enabled "Whether there is one.";
      style = choice [ "rxvt" "plain" "next" "xterm" ] "plain" "How it looks.";
      align = choice [ "top" "bottom" "center" ] "center" "Where the thumb is.";
      position = choice [ "left" "right" ] "right" "At which side it is.";
      floating = enabled "Whether it has no trough.";
    };
  };
in
lib.hm.library.program args "urxvt" {
  package = "rxvt-unicode";
  options = {
    fonts = words "Fonts.";
    keybindings = strings "Actions by key.";
    iso14755 = enabled "Whether characters can be typed by number.";
    scroll = {
      bar = opt bar { } "The scroll bar.";
      lines = opt types.ints.unsigned 10000 "Lines that are kept.";
      keepPosition = enabled "Whether new text leaves what is looked at.";
      scrollOnKeystroke = enabled "Whether a key goes to the end.";
      scrollOnOutput = flag "Whether new text does.";
    };
    transparent = flag "Whether what is behind is seen.";
    shading = opt (types.ints.between 0 200) 100 "How dark that is.";
    extraConfig = opt (types.attrsOf types.anything) { } "More settings.";
  };
  config =
    cfg:
    let
      inherit (cfg.scroll) bar;
    in
    {
      xresources.properties = {
        "URxvt.scrollBar" = bar.enable;
        "URxvt.scrollstyle" = bar.style;
        "URxvt.scrollBar_align" = bar.align;
        "URxvt.scrollBar_right" = bar.position == "right";
        "URxvt.scrollBar_floating" = bar.floating;
        "URxvt.saveLines" = cfg.scroll.lines;
        "URxvt.scrollWithBuffer" = cfg.scroll.keepPosition;
        "URxvt.scrollTtyKeypress" = cfg.scroll.scrollOnKeystroke;
        "URxvt.scrollTtyOutput" = cfg.scroll.scrollOnOutput;
        "URxvt.transparent" = cfg.transparent;
        "URxvt.shading" = cfg.shading;
        "URxvt.iso14755" = cfg.iso14755;
      }
      // mapAttrs' (key: nameValuePair "URxvt.keysym.${key}") cfg.keybindings
      // lib.optionalAttrs (cfg.fonts != [ ]) { "URxvt.font" = lib.concatStringsSep "," cfg.fonts; }
      // mapAttrs' (name: nameValuePair "URxvt.${name}") cfg.extraConfig;
    };
}
