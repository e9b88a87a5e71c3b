# `programs.pywal`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
let
  cache = "${config.xdg.cacheHome}/wal";
  colors = border: text: childBorder: {
    inherit border text childBorder;
    background = "$bg";
    indicator = "$fg-alt";
  };
  plain = colors "$fg-alt" "$fg" "$fg-alt";
in
lib.hm.library.program args "pywal" {
  config = _: {
    programs = {
      zsh.initContent = ''
        # Colors of the terminal, in the background and without a message of the job.
        (cat ${cache}/sequences &)
      '';
      kitty.extraConfig = lib.mkBefore ''
        include ${cache}/colors-kitty.conf
      '';
      rofi.theme."@import" = "${cache}/colors-rofi-dark.rasi";
      neovim.plugins = [
        {
          plugin = pkgs.vimPlugins.pywal-nvim;
          type = "lua";
        }
      ];
    };
    xsession.windowManager.i3 = {
      extraConfig = ''
        set_from_resource $bg           i3wm.color0 #ff0000
        set_from_resource $bg-alt       i3wm.color14 #ff0000
        set_from_resource $fg           i3wm.color15 #ff0000
        set_from_resource $fg-alt       i3wm.color2 #ff0000
        set_from_resource $hl           i3wm.color13 #ff0000
      '';
      config.colors = {
        background = "$bg";
        focused = colors "$fg-alt" "$hl" "$hl";
        focusedInactive = plain;
        unfocused = plain;
        urgent = plain;
      };
    };
  };
}
