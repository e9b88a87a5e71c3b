# `programs.termite`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  inherit (lib) types;
  inherit (lib.hm.library) maybe text;
  # The options of each part of the file, in its order.
  yes = types.bool;
  string = types.str;
  row = option: name: type: description: { inherit option name type description; };
  rows = {
    options = [
      (row "allowBold" "allow_bold" yes "Whether there is bold text.")
      (row "audibleBell" "audible_bell" yes "Whether the bell is heard.")
      (row "browser" "browser" string "Program that opens addresses.")
      (row "clickableUrl" "clickable_url" yes "Whether addresses can be clicked.")
      (row "cursorBlink" "cursor_blink" (types.enum [ "system" "on" "off" ]) "Whether the cursor blinks.")
      (row "cursorShape" "cursor_shape" (types.enum [ "block" "underline" "ibeam" ]) "Shape of the cursor.")
      (row "dynamicTitle" "dynamic_title" yes "Whether the shell changes the title.")
      (row "filterUnmatchedUrls" "filter_unmatched_urls" yes "Whether addresses that do not match are hidden.")
      (row "font" "font" string "The font.")
      (row "fullscreen" "fullscreen" yes "Whether the whole screen can be taken.")
      (row "geometry" "geometry" string "Size of the window.")
      (row "iconName" "icon_name" string "Name of the icon.")
      (row "modifyOtherKeys" "modify_other_keys" yes "Whether keys are told apart that are the same otherwise.")
      (row "mouseAutohide" "mouse_autohide" yes "Whether the pointer goes while one types.")
      (row "scrollOnKeystroke" "scroll_on_keystroke" yes "Whether a key goes to the end.")
      (row "scrollOnOutput" "scroll_on_output" yes "Whether new text does.")
      (row "scrollbackLines" "scrollback_lines" types.int "Lines that are kept.")
      (row "scrollbar" "scrollbar" (types.enum [ "off" "left" "right" ]) "Where the scroll bar is.")
      (row "searchWrap" "search_wrap" yes "Whether a search goes on at the other end.")
      (row "sizeHints" "size_hints" yes "Whether the window has whole characters.")
      (row "urgentOnBell" "urgent_on_bell" yes "Whether the bell makes the window urgent.")
    ];
    colors = [
      (row "backgroundColor" "background" string "Color behind the text.")
      (row "cursorColor" "cursor" string "Color of the cursor.")
      (row "cursorForegroundColor" "cursor_foreground" string "Color of the text in it.")
      (row "foregroundColor" "foreground" string "Color of the text.")
      (row "foregroundBoldColor" "foreground_bold" string "Color of bold text.")
      (row "highlightColor" "highlight" string "Color of what is selected.")
    ];
    hints = [
      (row "hintsActiveBackgroundColor" "active_background" string "Color behind the chosen hint.")
      (row "hintsActiveForegroundColor" "active_foreground" string "Color of the chosen hint.")
      (row "hintsBackgroundColor" "background" string "Color behind hints.")
      (row "hintsBorderColor" "border" string "Color of their border.")
      (row "hintsBorderWidth" "border_width" string "Width of their border.")
      (row "hintsFont" "font" string "Their font.")
      (row "hintsForegroundColor" "foreground" string "Their color.")
      (row "hintsPadding" "padding" types.int "Room in them.")
      (row "hintsRoundness" "roundness" string "How round they are.")
    ];
  };
  show = value: if lib.isBool value then lib.boolToString value else toString value;
in
lib.hm.library.program args "termite" {
  nullable = true;
  options =
    lib.listToAttrs (
      map (row: lib.nameValuePair row.option (maybe row.type row.description)) (lib.concatLists (lib.attrValues rows))
    )
    // {
      enableVteIntegration = lib.mkEnableOption "what shells tell such terminals" // {
        default = true;
      };
      optionsExtra = text "More options.";
      colorsExtra = text "More colors.";
      hintsExtra = text "More of the hints.";
    };
  config =
    cfg:
    let
      # A line that nobody has set is empty.
      line = { option, name, ... }: lib.optionalString (cfg.${option} != null) "${name} = ${show cfg.${option}}";
      part = name: "[${name}]\n${lib.concatMapStringsSep "\n" line rows.${name}}\n\n${cfg."${name}Extra"}\n";
    in
    {
      xdg.configFile."termite/config".text = lib.concatMapStringsSep "\n" part [ "options" "colors" "hints" ];
      programs.bash.enableVteIntegration = lib.mkDefault cfg.enableVteIntegration;
      programs.zsh.enableVteIntegration = lib.mkDefault cfg.enableVteIntegration;
    };
}
