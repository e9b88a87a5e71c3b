# `programs.rtorrent`.
{
  config,
  lib,
  pkgs,
  ...
}@args:
lib.hm.library.program args "rtorrent" {
  nullable = true;
  options.extraConfig = lib.hm.library.text "Contents of {file}`rtorrent/rtorrent.rc`.";
  config = cfg: {
    xdg.configFile."rtorrent/rtorrent.rc" = lib.mkIf (cfg.extraConfig != "") { text = cfg.extraConfig; };
  };
}
