# `programs.gitui`.
{ config, pkgs, lib, ... }@args:
let
  inherit (lib.hm.library) fromTextOrPath opt textOrPath;
  colors = [
    [ "selected_tab" "Reset" ]
    [ "command_fg" "White" ]
    [ "selection_bg" "Blue" ]
    [ "selection_fg" "White" ]
    [ "cmdbar_bg" "Blue" ]
    [ "cmdbar_extra_lines_bg" "Blue" ]
    [ "disabled_fg" "DarkGray" ]
    [ "diff_line_add" "Green" ]
    [ "diff_line_delete" "Red" ]
    [ "diff_file_added" "LightGreen" ]
    [ "diff_file_removed" "LightRed" ]
    [ "diff_file_moved" "LightMagenta" ]
    [ "diff_file_modified" "Yellow" ]
    [ "commit_hash" "Magenta" ]
    [ "commit_time" "LightCyan" ]
    [ "commit_author" "Green" ]
    [ "danger_fg" "Red" ]
    [ "push_gauge_bg" "Blue" ]
    [ "push_gauge_fg" "Reset" ]
    [ "tag_fg" "LightMagenta" ]
    [ "branch_fg" "LightYellow" ]
  ];
  theme = "(\n${lib.concatMapStrings (color: "  ${lib.head color}: ${lib.last color},\n") colors})\n";
in
lib.hm.library.program args "gitui" {
  options = {
    keyConfig = opt textOrPath "" "Keys, in RON.";
    theme = opt textOrPath theme "Theme, in RON.";
  };
  config = cfg: {
    xdg.configFile."gitui/theme.ron".source = fromTextOrPath pkgs "gitui-theme.ron" cfg.theme;
    xdg.configFile."gitui/key_bindings.ron".source = fromTextOrPath pkgs "gitui-key-config.ron" cfg.keyConfig;
  };
}
